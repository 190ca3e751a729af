namespace Conversations.Tests.Indexes.Model.Events;

/// <summary>A case of the model.</summary>
internal sealed record EventSetup
{
    internal const byte First = 1, Leftover = 6;

    /// <summary>What the locator holds at the start: <see cref="First"/> with its event in room 1, <see cref="Leftover"/> of a writer that crashed in room 2, or 0.</summary>
    internal required byte Start { get; init; }

    /// <summary>Whether the second writer writes to room 2; otherwise to room 1, as the first.</summary>
    internal bool IsSecondElsewhere { get; init; }

    /// <summary>Whether the second writer's call is refused by the room.</summary>
    internal bool IsSecondRefused { get; init; }

    /// <summary>The protocol that was in use before: a locator holds no nonce, and a deletion looks again and puts back.</summary>
    internal bool IsFormer { get; init; }

    internal EventMutation Mutation { get; init; }

    /// <summary>A fresh nonce: 2 and 3 are the first writer's, 4 and 5 the second's.</summary>
    internal byte NonceOf(int writer, int attempt) => (byte)(2 + (2 * writer) + (Mutation == EventMutation.RepeatKeepsNonce ? 0 : attempt));

    /// <summary>The room of a nonce, as a bit.</summary>
    internal byte RoomOf(byte nonce) => nonce switch
    {
        0 => 0,
        Leftover => 0b10,
        4 or 5 when IsSecondElsewhere => 0b10,
        _ => 0b01,
    };

    internal static byte NonceIn(in EventState state, byte room) => room == 0b01 ? state.First : state.Second;

    /// <summary>Changes the event of a room. A reader owes only what was acknowledged, and only there, during the whole read.</summary>
    internal static void Put(ref EventState state, byte room, byte nonce)
    {
        if (room == 0b01) state.First = nonce;
        else state.Second = nonce;
        var other = room == 0b01 ? state.Second : state.First;
        if (nonce != 0) state.Alone = other == 0 ? room : (byte)0;
        else (state.Alone, state.Acknowledged) = ((byte)(state.Alone & ~room), (byte)(state.Acknowledged & ~room));
        for (var reader = 0; reader < 2; reader++)
        {
            ref var promise = ref state.Readers[reader].B;
            if (promise == EventReader.Owed && !IsPromised(state)) promise = EventReader.Settled;
        }
    }

    /// <summary>Whether one room alone has the event, and its writer was told so.</summary>
    internal static bool IsPromised(in EventState state) => (state.Acknowledged & state.Alone) != 0;
}
