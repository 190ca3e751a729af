using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>Reads one index to its end, an entry per page, and cleans each suspect entry that it meets.</summary>
internal sealed class RecordReader(RecordSetup setup, int reader)
{
    internal const byte Page = 0, Truth = 1, Judge = 2, TruthAgain = 3, Remove = 4, FinishIntent = 5, Done = 6, Missed = 7;

    /// <summary>Whether the record must still appear in the answer: it was there since the read began, and was not met yet.</summary>
    internal const byte NotBegun = 0, Owed = 1, Settled = 2;

    private byte Index => setup.ReaderIndexes[reader];

    internal void AddMoves(in RecordState state, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Readers[reader];
        ref var cursor = ref me.A; // The position after the last entry read; a rank where the mutation pages by rank.
        ref var promise = ref me.B;
        ref var nonce = ref me.C; // Of the entry that was read last.
        ref var rest = ref me.D; // The entries of an intent that are still to be removed.
        switch (me.At)
        {
            case Page:
                if (promise == NotBegun) promise = setup.Lists(state.Truth, Index) ? Owed : Settled;
                var found = setup.Mutation == RecordMutation.PagesByRank ? FindByRank(state, cursor) : FindAfter(state, cursor);
                if (found == null) me = new() { At = promise == Owed ? Missed : Done, B = Settled };
                else (me.At, cursor, nonce) = (Truth, setup.Mutation == RecordMutation.PagesByRank ? (byte)(cursor + 1) : (byte)(found.Value + 1), setup.Order[found.Value]);
                moves.Add("PAGE", next);
                return;

            case Truth:
                if (nonce != RecordSetup.Stranger && setup.Lists(state.Truth, Index)) promise = Settled;
                if (state.Truth == nonce) GoOn(ref me);
                else me.At = setup.Mutation == RecordMutation.CleanerIgnoresIntents ? Remove : Judge;
                moves.Add("READ truth", next);
                return;

            case Judge when state.Intents[nonce] == Intent.Absent:
                me.At = setup.Mutation == RecordMutation.CleanerReadsTruthFirst ? Remove : TruthAgain;
                moves.Add("JUDGE: no intent", next);
                return;

            case Judge when state.Intents[nonce] == Intent.Removable:
                (me.At, rest) = (FinishIntent, setup.IndexesOf(nonce));
                moves.Add("JUDGE: removable", next);
                return;

            case Judge:
                if (state.Intents[nonce] == Intent.Pending) next.Intents[nonce] = Intent.Removable;
                next.Expired |= (byte)(1 << nonce);
                (me.At, rest) = (FinishIntent, setup.IndexesOf(nonce));
                moves.Add("JUDGE: deadline passed", next);
                next = state;
                GoOn(ref me);
                moves.Add("JUDGE: deadline ahead", next);
                return;

            case TruthAgain:
                // The room may have been deleted since JUDGE: then this entry leads to the token, and a reader to come finishes the deletion.
                var isBeingDeleted = state.Token != 0 && setup.Mutation != RecordMutation.CleanerIgnoresTokens;
                if (state.Truth == nonce || isBeingDeleted) GoOn(ref me);
                else me.At = Remove;
                moves.Add("READ truth and tokens", next);
                return;

            case Remove:
                next.Entries[nonce] &= (byte)~Index;
                GoOn(ref me);
                moves.Add(RecordWriter.ZRem(Index), next);
                return;

            case FinishIntent:
                AddFinish(state, nonce, moves);
                return;
        }
    }

    // The token of a deleted room first, then ZREM of each entry, then HDEL of the intent.
    private void AddFinish(in RecordState state, byte nonce, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Readers[reader];
        ref var rest = ref me.D;
        var intentFirst = setup.Mutation == RecordMutation.IntentGoesBeforeEntries;
        if (state.Token == nonce && setup.Mutation != RecordMutation.TokenGoesLast)
        {
            next.Token = 0;
            moves.Add("UNLINK aside, SREM token", next);
        }
        else if (rest == 0 || (intentFirst && state.Intents[nonce] != Intent.Absent))
        {
            next.Intents[nonce] = Intent.Absent;
            if (rest == 0) GoOn(ref me);
            moves.Add("HDEL intent", next);
        }
        else
        {
            var index = Bits.Lowest(rest);
            next.Entries[nonce] &= (byte)~index;
            rest &= (byte)~index;
            moves.Add(RecordWriter.ZRem(index), next);
        }
    }

    private static void GoOn(ref ProcessState me) => (me.At, me.C, me.D) = (Page, 0, 0);

    private int? FindAfter(in RecordState state, int cursor)
    {
        for (var position = cursor; position < setup.Order.Length; position++)
        {
            if ((state.Entries[setup.Order[position]] & Index) != 0) return position;
        }

        return null;
    }

    private int? FindByRank(in RecordState state, int rank)
    {
        for (var position = 0; position < setup.Order.Length; position++)
        {
            if ((state.Entries[setup.Order[position]] & Index) != 0 && rank-- == 0) return position;
        }

        return null;
    }
}
