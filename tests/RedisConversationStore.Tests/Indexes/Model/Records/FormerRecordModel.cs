using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>The protocol that was in use before, for the lists of rooms: no intents; readers judge the age of an entry by their own clock against the writer's, and page by rank.</summary>
/// <param name="setup">The case.</param>
/// <param name="clocksAgree">Whether a reader takes only entries for old that are.</param>
internal sealed class FormerRecordModel(RecordSetup setup, bool clocksAgree) : IModel<RecordState>
{
    private const byte Read = 0, Entries = 1, Put = 2, RemoveReplaced = 3, Withdraw = 4, WriterDone = RecordWriter.Done;

    public IEnumerable<RecordState> Starts => new RecordModel(setup).Starts;

    public void AddMoves(in RecordState state, Moves<RecordState> moves)
    {
        for (var i = 0; i < 2; i++)
        {
            moves.Process = i == 0 ? "writer 1" : "writer 2";
            AddWriter(state, i, moves);
            moves.Process = i == 0 ? "reader 1" : "reader 2";
            AddReader(state, i, moves);
        }

        moves.Process = "deleter";
        AddDeleter(state, moves);
    }

    public string? FindBrokenPromise(in RecordState state)
    {
        if (state.Entries[state.Truth] != setup.IndexesOf(state.Truth)) return RecordPromises.Listed;
        return state.Readers[0].At == RecordReader.Missed || state.Readers[1].At == RecordReader.Missed ? RecordPromises.Answered : null;
    }

    private void AddWriter(in RecordState state, int writer, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        ref var expected = ref me.A;
        ref var rest = ref me.C;
        var (nonce, wanted) = (RecordSetup.NonceOf(writer, 0), setup.Indexes[writer + 1]);
        switch (me.At)
        {
            case Read:
                expected = state.Truth;
                if (setup.IndexesOf(expected) == wanted) me = new() { At = WriterDone };
                else (me.At, rest) = (Entries, wanted);
                moves.Add("READ truth", next);
                return;

            case Entries:
                foreach (var index in Bits.Of(state.Writers[writer].C))
                {
                    next = state;
                    next.Entries[nonce] |= index;
                    rest &= (byte)~index;
                    if (rest == 0) me.At = Put;
                    moves.Add(RecordWriter.ZAdd(index), next);
                }

                return;

            case Put when state.Truth == expected:
                setup.ChangeTruth(ref next, nonce);
                if (expected == 0) me = new() { At = WriterDone };
                else (me.At, rest) = (RemoveReplaced, setup.IndexesOf(expected));
                moves.Add("PUT truth", next);
                return;

            case Put:
                (me.At, rest) = (Withdraw, wanted);
                moves.Add("PUT truth: refused", next);
                return;

            case RemoveReplaced or Withdraw:
                var command = RemoveOne(ref next, me.At == Withdraw ? nonce : expected, ref rest);
                if (rest == 0) me = new() { At = WriterDone };
                moves.Add(command, next);
                return;
        }
    }

    private void AddReader(in RecordState state, int reader, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Readers[reader];
        ref var rank = ref me.A;
        ref var promise = ref me.B;
        ref var nonce = ref me.C;
        ref var suspects = ref me.D;
        var index = setup.ReaderIndexes[reader];
        switch (me.At)
        {
            case RecordReader.Page:
                if (promise == RecordReader.NotBegun) promise = setup.Lists(state.Truth, index) ? RecordReader.Owed : RecordReader.Settled;
                nonce = ByRank(state, index, rank++);
                if (nonce != 0) me.At = RecordReader.Truth;
                else if (promise == RecordReader.Owed) me.At = RecordReader.Missed;
                else me = new() { At = suspects == 0 ? RecordReader.Done : RecordReader.Remove, B = RecordReader.Settled, D = suspects };
                moves.Add("PAGE by rank", next);
                return;

            case RecordReader.Truth:
                if (nonce != RecordSetup.Stranger && setup.Lists(state.Truth, index)) promise = RecordReader.Settled;
                if (state.Truth != nonce && (!clocksAgree || nonce == RecordSetup.Stranger)) suspects |= (byte)(1 << nonce);
                (me.At, nonce) = (RecordReader.Page, 0);
                moves.Add("READ truth", next);
                return;

            case RecordReader.Remove:
                var suspect = System.Numerics.BitOperations.TrailingZeroCount(suspects);
                next.Entries[suspect] &= (byte)~index;
                suspects &= (byte)~(1 << suspect);
                if (suspects == 0) me.At = RecordReader.Done;
                moves.Add(index == 1 ? "ZREM index 1: old by its clock" : "ZREM index 2: old by its clock", next);
                return;
        }
    }

    private void AddDeleter(in RecordState state, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Deleter;
        if (me.At == RecordDeleter.Delete)
        {
            me = state.Truth == 0 ? new() { At = RecordDeleter.Done } : new() { At = RecordDeleter.RemoveEntries, A = state.Truth, C = setup.IndexesOf(state.Truth) };
            setup.ChangeTruth(ref next, 0);
            moves.Add("DELETE", next);
        }
        else if (me.At == RecordDeleter.RemoveEntries)
        {
            var command = RemoveOne(ref next, me.A, ref me.C);
            if (me.C == 0) me = new() { At = RecordDeleter.Done };
            moves.Add(command, next);
        }
    }

    private static string RemoveOne(ref RecordState next, byte nonce, ref byte rest)
    {
        var index = Bits.Lowest(rest);
        next.Entries[nonce] &= (byte)~index;
        rest &= (byte)~index;
        return RecordWriter.ZRem(index);
    }

    private byte ByRank(in RecordState state, byte index, int rank)
    {
        foreach (var nonce in setup.Order)
        {
            if ((state.Entries[nonce] & index) != 0 && rank-- == 0) return nonce;
        }

        return 0;
    }
}
