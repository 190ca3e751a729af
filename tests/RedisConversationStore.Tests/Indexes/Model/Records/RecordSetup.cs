namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>A case of the model: what the record is, what the writers want, and where the protocol is broken on purpose.</summary>
internal sealed record RecordSetup
{
    /// <summary>An entry of the former version or of a writer that had lost its intent: it names another room, which is gone.</summary>
    internal const byte Stranger = 6;

    /// <summary>The room's own entry, where the record is a binding or a participant.</summary>
    internal const byte RoomHint = 7;

    private static readonly byte[] WriterFirst = [Stranger, 2, 4, 1, 5, 3];

    /// <summary>Whether the record is the room itself, so that its deletion deletes the room.</summary>
    internal required bool IsRoom { get; init; }

    /// <summary>The nonce of the record at the start; 0 for none.</summary>
    internal required byte Start { get; init; }

    /// <summary>The indexes that the record is in at the start, then what each writer puts; 0 for a writer that removes the record.</summary>
    internal required byte[] Indexes { get; init; }

    /// <summary>The index that each reader reads.</summary>
    internal byte[] ReaderIndexes { get; init; } = [1, 2];

    /// <summary>Whether the indexes of the readers hold an entry that is left over of another room.</summary>
    internal bool HasStranger { get; init; }

    /// <summary>How often a writer tries with a new nonce after a refusal.</summary>
    internal int Tries { get; init; } = 1;

    internal RecordMutation Mutation { get; init; }

    /// <summary>All nonces but the room's own, in the order in which indexes list them.</summary>
    internal byte[] Order => WriterFirst;

    /// <summary>A fresh nonce: 2 and 3 are the first writer's, 4 and 5 the second's.</summary>
    internal static byte NonceOf(int writer, int attempt) => (byte)(2 + (2 * writer) + attempt);

    /// <summary>The indexes that list a nonce.</summary>
    internal byte IndexesOf(byte nonce) => nonce switch
    {
        0 => 0,
        1 => Indexes[0],
        2 or 3 => Indexes[1],
        4 or 5 => Indexes[2],
        Stranger => (byte)(HasStranger ? 0b001 : 0),
        _ => 0b1000,
    };

    /// <summary>Whether an index must list the record.</summary>
    internal bool Lists(byte truth, byte index) => (IndexesOf(truth) & index) != 0;

    /// <summary>Changes the truth. A reader of an index that does not list it any more owes it no longer.</summary>
    internal void ChangeTruth(ref RecordState state, byte truth)
    {
        state.Truth = truth;
        if (IsRoom) state.Room = (byte)(truth == 0 ? 0 : 1);
        for (var reader = 0; reader < 2; reader++)
        {
            ref var promise = ref state.Readers[reader].B;
            if (promise == RecordReader.Owed && !Lists(truth, ReaderIndexes[reader])) promise = RecordReader.Settled;
        }
    }
}
