namespace Conversations.Tests.Indexes.Model.Identities;

/// <summary>A case of the model. Identity 0 holds the address at the start, if any does.</summary>
internal sealed record LinkSetup
{
    internal const byte FirstLink = 1, FirstAbandoned = 6, SecondAbandoned = 7;

    /// <summary>The identity that each writer links.</summary>
    internal required int[] Identities { get; init; }

    /// <summary>Whether each writer creates its identity; otherwise it is there.</summary>
    internal bool IsCreated { get; init; }

    /// <summary>The identities that list the address at the start, as bits; identity 0 has a link too if it is one.</summary>
    internal byte Lists { get; init; } = 0b001;

    /// <summary>How many links of writers that crashed long ago stand above the first one: up to 2.</summary>
    internal int Abandoned { get; init; }

    /// <summary>How often a writer tries with a new nonce after its intent was lost.</summary>
    internal int Tries { get; init; } = 1;

    internal LinkMutation Mutation { get; init; }

    /// <summary>A fresh nonce: 2 and 3 are the first writer's, 4 and 5 the second's.</summary>
    internal static byte NonceOf(int writer, int attempt) => (byte)(2 + (2 * writer) + attempt);

    /// <summary>The identity of a link, as a bit. Those of abandoned links list no address.</summary>
    internal byte IdentityOf(byte nonce) => nonce switch
    {
        FirstLink => 0b001,
        2 or 3 => (byte)(1 << Identities[0]),
        4 or 5 => (byte)(1 << Identities[1]),
        _ => 0,
    };

    /// <summary>The call that offered a link, as a bit: 1 is before the run, 2 and 4 are the writers'.</summary>
    internal static byte CallOf(byte nonce) => (byte)(nonce == FirstLink ? 1 : nonce is 2 or 3 ? 2 : nonce is 4 or 5 ? 4 : 0);

    /// <summary>The calls that acknowledged calls have replaced: none of them may be answered any more.</summary>
    internal static byte ReplacedIn(in LinkState state) =>
        (byte)(((state.Acknowledged & 2) != 0 ? state.BeforeFirst : 0) | ((state.Acknowledged & 4) != 0 ? state.BeforeSecond : 0));

    /// <summary>The link that counts with the highest rank; 0 for none.</summary>
    internal byte Answer(in LinkState state)
    {
        byte best = 0;
        for (byte nonce = 1; nonce < 8; nonce++)
        {
            if (state.Ranks[nonce] > (best == 0 ? 0 : state.Ranks[best]) && Counts(state, nonce)) best = nonce;
        }

        return best;
    }

    internal bool Counts(in LinkState state, byte nonce) =>
        state.Ranks[nonce] != 0 && state.Intents[nonce] == Intent.Absent && (state.Lists & IdentityOf(nonce)) != 0;

    /// <summary>The highest link below a rank; 0 for none.</summary>
    internal static byte Below(in LinkState state, int rank)
    {
        byte best = 0;
        for (byte nonce = 1; nonce < 8; nonce++)
        {
            if (state.Ranks[nonce] < rank && state.Ranks[nonce] > (best == 0 ? 0 : state.Ranks[best])) best = nonce;
        }

        return best;
    }

    internal static byte Top(in LinkState state)
    {
        var top = Below(state, int.MaxValue);
        return top == 0 ? (byte)0 : state.Ranks[top];
    }
}
