using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Identities;

/// <summary>The links of an address: two writers, two readers and a process that sweeps intents whose deadline has passed.</summary>
internal sealed class LinkModel(LinkSetup setup) : IModel<LinkState>
{
    internal const string Listed = "P1: no link of the address counts, although one was acknowledged";
    internal const string Answered = "P2: the address was linked during the whole read, and the answer was none";
    internal const string Last = "P4: a link wins that an acknowledged later one has replaced";
    internal const string Noted = "P5: no intent names a link that is left over";

    private readonly LinkWriter[] writers = [new(setup, 0), new(setup, 1)];
    private readonly LinkReader[] readers = [new(setup, 0), new(setup, 1)];

    public IEnumerable<LinkState> Starts
    {
        get
        {
            LinkState state = default;
            state.Lists = setup.Lists;
            state.Exists = setup.IsCreated ? setup.Lists : (byte)0b111;
            byte rank = 1;
            if ((setup.Lists & 1) != 0) (state.Ranks[LinkSetup.FirstLink], state.Acknowledged) = (rank++, 1);
            if (setup.Abandoned > 0) state.Ranks[LinkSetup.FirstAbandoned] = rank++;
            if (setup.Abandoned > 1) state.Ranks[LinkSetup.SecondAbandoned] = rank;
            yield return state;
        }
    }

    public void AddMoves(in LinkState state, Moves<LinkState> moves)
    {
        for (var i = 0; i < 2; i++)
        {
            moves.Process = i == 0 ? "writer 1" : "writer 2";
            writers[i].AddMoves(state, moves);
            moves.Process = i == 0 ? "reader 1" : "reader 2";
            readers[i].AddMoves(state, moves);
        }

        moves.Process = "sweeper";
        for (byte nonce = 2; nonce < LinkSetup.FirstAbandoned; nonce++)
        {
            if (state.Intents[nonce] != Intent.Pending || state.Ranks[nonce] != 0) continue;
            var next = state;
            next.Intents[nonce] = Intent.Absent;
            next.Expired |= (byte)(1 << nonce);
            moves.Add("SWEEP an intent without entries", next);
        }
    }

    public string? FindBrokenPromise(in LinkState state)
    {
        if (state.Readers[0].At == LinkReader.Missed || state.Readers[1].At == LinkReader.Missed) return Answered;
        if (state.Readers[0].At == LinkReader.Outdated || state.Readers[1].At == LinkReader.Outdated) return Last;
        var answer = setup.Answer(state);
        if (answer == 0 && state.Acknowledged != 0) return Listed;
        if ((LinkSetup.CallOf(answer) & LinkSetup.ReplacedIn(state)) != 0) return Last;
        for (byte nonce = 2; nonce < LinkSetup.FirstAbandoned; nonce++)
        {
            var isNoted = state.Intents[nonce] != Intent.Absent || (state.Expired & (1 << nonce)) != 0;
            if (state.Ranks[nonce] != 0 && !isNoted && (state.Lists & setup.IdentityOf(nonce)) == 0) return Noted;
        }

        return null;
    }
}
