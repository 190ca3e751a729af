namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>What every state must keep, whichever process crashed in it.</summary>
internal static class RecordPromises
{
    internal const string Listed = "P1: an index lacks the entry of a record that is there";
    internal const string Answered = "P2: an answer lacks what was there during the whole read";
    internal const string Noted = "P5: no intent and no token names an entry that is left over";
    internal const string Reachable = "P5: no entry leads to the token of a deleted room";
    internal const string Tidy = "P5: something is left over although every process ended";
    internal const string Swept = "P5: a reader of each index leaves something over";

    internal static string? FindBroken(RecordSetup setup, in RecordState state)
    {
        if (state.Entries[state.Truth] != setup.IndexesOf(state.Truth)) return Listed;
        if (state.Readers[0].At == RecordReader.Missed || state.Readers[1].At == RecordReader.Missed) return Answered;
        for (byte nonce = 1; nonce < RecordSetup.Stranger; nonce++)
        {
            var isNoted = state.Intents[nonce] != Intent.Absent || state.Aside == nonce || (state.Expired & (1 << nonce)) != 0;
            if (nonce != state.Truth && state.Entries[nonce] != 0 && !isNoted) return Noted;
        }

        if (state.Token != 0 && (state.Intents[state.Token] == Intent.Absent || state.Entries[state.Token] == 0)) return Reachable;
        if (HasEnded(state) && !IsTidy(state)) return Tidy;
        return IsCleanAfterReaders(setup, state) ? null : Swept;
    }

    private static bool HasEnded(in RecordState state) =>
        state.Deleter.At == RecordDeleter.Done
        && state.Writers[0].At == RecordWriter.Done && state.Writers[1].At == RecordWriter.Done
        && state.Readers[0].At == RecordReader.Done && state.Readers[1].At == RecordReader.Done;

    // What a COMMIT whose reply was lost has replaced may still be noted as removable: the next BEGIN in the slot finds it.
    private static bool IsTidy(in RecordState state)
    {
        if (state.Token != 0) return false;
        for (byte nonce = 1; nonce < RecordSetup.Stranger; nonce++)
        {
            if (state.Intents[nonce] is Intent.Pending or Intent.Deleting) return false;
            if (nonce != state.Truth && state.Entries[nonce] != 0 && state.Intents[nonce] == Intent.Absent && (state.Expired & (1 << nonce)) == 0) return false;
        }

        return true;
    }

    // Every process crashed and the deadlines have passed: what the cleaner would do with each entry in turn.
    private static bool IsCleanAfterReaders(RecordSetup setup, RecordState state)
    {
        for (byte nonce = 1; nonce <= RecordSetup.RoomHint; nonce++)
        {
            if (state.Entries[nonce] == 0 || nonce == state.Truth || (nonce == RecordSetup.RoomHint && state.Room == 1)) continue;
            if (state.Intents[nonce] == Intent.Absent)
            {
                state.Entries[nonce] = 0;
                continue;
            }

            if (state.Token == nonce)
            {
                state.Entries[state.Aside] = 0;
                state.Token = state.Aside = 0;
            }

            state.Entries[nonce] &= (byte)~setup.IndexesOf(nonce);
            state.Intents[nonce] = Intent.Absent;
        }

        for (byte nonce = 1; nonce <= RecordSetup.RoomHint; nonce++)
        {
            if (nonce != state.Truth && (nonce != RecordSetup.RoomHint || state.Room == 0) && state.Entries[nonce] != 0) return false;
        }

        return state.Token == 0;
    }
}
