using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Identities;

/// <summary>The protocol that was in use before, for addresses: no intents; readers page by rank, and meanwhile remove the links that are stale and old by their own clock.</summary>
/// <param name="setup">The case.</param>
/// <param name="clocksAgree">Whether a reader takes only links for old that are.</param>
internal sealed class FormerLinkModel(LinkSetup setup, bool clocksAgree) : IModel<LinkState>
{
    private const byte Offer = 0, List = 1, RemoveBelow = 2, WriterDone = 3;
    private const byte Page = LinkReader.Page, ReadIdentity = LinkReader.ReadIdentity, Remove = LinkReader.Remove, ReaderDone = LinkReader.Done;

    public IEnumerable<LinkState> Starts => new LinkModel(setup).Starts;

    public void AddMoves(in LinkState state, Moves<LinkState> moves)
    {
        for (var i = 0; i < 2; i++)
        {
            moves.Process = i == 0 ? "writer 1" : "writer 2";
            AddWriter(state, i, moves);
            moves.Process = i == 0 ? "reader 1" : "reader 2";
            AddReader(state, i, moves);
        }
    }

    public string? FindBrokenPromise(in LinkState state)
    {
        if (state.Readers[0].At == LinkReader.Missed || state.Readers[1].At == LinkReader.Missed) return LinkModel.Answered;
        var answer = setup.Answer(state);
        return (LinkSetup.CallOf(answer) & LinkSetup.ReplacedIn(state)) != 0 ? LinkModel.Last : null;
    }

    private void AddWriter(in LinkState state, int writer, Moves<LinkState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        ref var rank = ref me.B;
        var nonce = LinkSetup.NonceOf(writer, 0);
        switch (me.At)
        {
            case Offer:
                (writer == 0 ? ref next.BeforeFirst : ref next.BeforeSecond) = state.Acknowledged;
                rank = (byte)(LinkSetup.Top(state) + 1);
                next.Ranks[nonce] = rank;
                me.At = List;
                moves.Add("OFFER link", next);
                return;

            case List:
                next.Lists |= setup.IdentityOf(nonce);
                next.Acknowledged |= LinkSetup.CallOf(nonce);
                me.At = RemoveBelow;
                moves.Add("PUT identity", next);
                return;

            case RemoveBelow:
                for (var other = 1; other < 8; other++)
                {
                    if (state.Ranks[other] < rank) next.Ranks[other] = 0;
                }

                me = new() { At = WriterDone };
                moves.Add("REMOVE links below", next);
                return;
        }
    }

    private void AddReader(in LinkState state, int reader, Moves<LinkState> moves)
    {
        var next = state;
        ref var me = ref next.Readers[reader];
        switch (me.At)
        {
            case Page:
                if (me.Promise == LinkReader.NotBegun) me.Promise = setup.Answer(state) != 0 ? LinkReader.Owed : LinkReader.Settled;
                me.Link = LinkReader.ByPosition(state, me.Cursor++);
                if (me.Link != 0) me.At = ReadIdentity;
                else me = new() { At = me.Promise == LinkReader.Owed ? LinkReader.Missed : ReaderDone };
                moves.Add("PAGE by rank", next);
                return;

            case ReadIdentity:
                var isOld = !clocksAgree || me.Link >= LinkSetup.FirstAbandoned;
                if ((state.Lists & setup.IdentityOf(me.Link)) != 0) me = new() { At = ReaderDone };
                else me.At = isOld ? Remove : Page;
                moves.Add("READ identity", next);
                return;

            case Remove:
                next.Ranks[me.Link] = 0;
                me.At = Page;
                moves.Add("ZREM link: old by its clock", next);
                return;
        }
    }
}
