using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>Puts or removes a record that indexes list.</summary>
internal sealed class RecordWriter(RecordSetup setup, int writer)
{
    internal const byte Read = 0, Begin = 1, Entries = 2, Commit = 3, Abort = 4, RemoveReplaced = 5, Withdraw = 6, Done = 7;

    private byte Wanted => setup.Indexes[writer + 1];

    internal void AddMoves(in RecordState state, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        ref var expected = ref me.A;
        ref var attempt = ref me.B;
        ref var rest = ref me.C; // The entries that are still to be added or removed, a bit for each index.
        var nonce = RecordSetup.NonceOf(writer, attempt);
        switch (me.At)
        {
            case Read when Wanted == 0:
                if (state.Truth == 0) Finish(ref me);
                else
                {
                    expected = state.Truth;
                    next.Intents[expected] = Intent.Removable;
                    setup.ChangeTruth(ref next, 0);
                    (me.At, rest) = (RemoveReplaced, setup.IndexesOf(expected));
                }

                moves.Add("REMOVE", next);
                break;

            case Read:
                expected = state.Truth;
                if (IsRoomGone(state) || setup.IndexesOf(expected) == Wanted) Finish(ref me); // No room, or listed in the same places.
                else if (setup.Mutation == RecordMutation.EntriesBeforeBegin) (me.At, rest) = (Entries, Wanted);
                else me.At = Begin;
                moves.Add("READ truth", next);
                break;

            case Begin:
                next.Intents[nonce] = Intent.Pending;
                if (setup.Mutation == RecordMutation.EntriesBeforeBegin) me.At = Commit;
                else (me.At, rest) = (Entries, Wanted);
                moves.Add("BEGIN", next);
                break;

            case Entries:
                foreach (var index in Bits.Of(rest))
                {
                    next = state;
                    next.Entries[nonce] |= index;
                    rest = (byte)(state.Writers[writer].C & ~index);
                    if (rest == 0) me.At = setup.Mutation == RecordMutation.EntriesBeforeBegin ? Begin : Commit;
                    moves.Add(ZAdd(index), next);
                }

                break;

            case Commit:
                AddCommit(state, nonce, moves);
                break;

            case Abort:
                if (state.Intents[nonce] is Intent.Absent or Intent.Deleting && setup.Mutation != RecordMutation.RepeatedCommitIsRefused) TryAgain(ref me); // Lost: a reader removes the entries.
                else
                {
                    if (state.Intents[nonce] == Intent.Pending) next.Intents[nonce] = Intent.Removable;
                    (me.At, rest) = (Withdraw, Wanted);
                }

                moves.Add("ABORT", next);
                break;

            case RemoveReplaced or Withdraw:
                AddRemoval(state, me.At == Withdraw ? nonce : expected, moves);
                break;
        }
    }

    private bool IsRoomGone(in RecordState state) => state.Room == 0 && !setup.IsRoom;

    private void AddCommit(in RecordState state, byte nonce, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        var expected = me.A;
        if (state.Truth == nonce && setup.Mutation != RecordMutation.RepeatedCommitIsRefused)
        {
            Acknowledge(ref me);
            moves.Add("COMMIT again: done already", next);
        }
        else if (state.Intents[nonce] != Intent.Pending && setup.Mutation != RecordMutation.CommitIgnoresIntent)
        {
            me.At = Abort;
            moves.Add("COMMIT: intent lost", next);
        }
        else if (state.Truth != expected || IsRoomGone(state))
        {
            me.At = Abort;
            moves.Add("COMMIT: refused", next);
        }
        else
        {
            next.Intents[nonce] = Intent.Absent;
            if (expected != 0 && setup.Mutation != RecordMutation.CommitForgetsReplaced) next.Intents[expected] = Intent.Removable;
            setup.ChangeTruth(ref next, nonce);
            moves.Add("COMMIT, whose reply is lost", next);
            Acknowledge(ref me);
            moves.Add("COMMIT", next);
        }
    }

    private void Acknowledge(ref ProcessState me)
    {
        if (me.A == 0) Finish(ref me);
        else (me.At, me.C) = (RemoveReplaced, setup.IndexesOf(me.A));
    }

    // ZREM of each entry, then HDEL of the intent.
    private void AddRemoval(in RecordState state, byte nonce, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        var intentFirst = setup.Mutation == RecordMutation.IntentGoesBeforeEntries;
        if (me.C == 0 || (intentFirst && state.Intents[nonce] != Intent.Absent))
        {
            next.Intents[nonce] = Intent.Absent;
            if (me.C == 0) End(ref me);
            moves.Add("HDEL intent", next);
            return;
        }

        var index = Bits.Lowest(me.C);
        next.Entries[nonce] &= (byte)~index;
        me.C &= (byte)~index;
        if (me.C == 0 && intentFirst) End(ref me);
        moves.Add(ZRem(index), next);

        void End(ref ProcessState me)
        {
            if (me.At == Withdraw) TryAgain(ref me);
            else Finish(ref me);
        }
    }

    private void TryAgain(ref ProcessState me) =>
        me = ++me.B < setup.Tries ? new() { At = Read, B = me.B } : new() { At = Done };

    private static void Finish(ref ProcessState me) => me = new() { At = Done };

    internal static string ZAdd(byte index) => index switch { 1 => "ZADD index 1", 2 => "ZADD index 2", 4 => "ZADD index 3", _ => "ZADD room" };

    internal static string ZRem(byte index) => index switch { 1 => "ZREM index 1", 2 => "ZREM index 2", 4 => "ZREM index 3", _ => "ZREM room" };
}
