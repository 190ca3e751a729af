namespace Conversations.Tests.Indexes.Model.Tasks;

/// <summary>A case of the model.</summary>
internal sealed record TaskSetup
{
    /// <summary>The claim at the start, of room 1.</summary>
    internal const byte FirstClaim = 1;

    /// <summary>Whether room 1 has the task at the start.</summary>
    internal required bool IsThere { get; init; }

    /// <summary>Whether both writers write to room 1; otherwise the second writes to room 2.</summary>
    internal required bool IsSameRoom { get; init; }

    /// <summary>How often a writer tries with a new nonce after its intent was lost.</summary>
    internal int Tries { get; init; } = 1;

    internal TaskMutation Mutation { get; init; }

    /// <summary>A fresh nonce: 2 and 3 are the first writer's, 4 and 5 the second's.</summary>
    internal static byte NonceOf(int writer, int attempt) => (byte)(2 + (2 * writer) + attempt);

    /// <summary>The room of a nonce, as a bit.</summary>
    internal byte RoomOf(byte nonce) => (byte)(nonce is 4 or 5 && !IsSameRoom ? 0b10 : 0b01);

    /// <summary>Changes the rooms that have the task. A reader owes it only if it was in one room all the time.</summary>
    internal static void ChangeRooms(ref TaskState state, byte rooms)
    {
        for (var reader = 0; reader < 2; reader++)
        {
            ref var promise = ref state.Readers[reader].B;
            if (promise == TaskReader.Owed && (rooms & state.Rooms) == 0) promise = TaskReader.Settled;
        }

        state.Rooms = rooms;
    }
}
