using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Identities;

/// <summary>Resolves the address, a link per page from the top down, and cleans the links that it meets.</summary>
internal sealed class LinkReader(LinkSetup setup, int reader)
{
    internal const byte Page = 0, Judge = 1, ReadIdentity = 2, Remove = 3, RemoveFinal = 4, RemoveIntent = 5, ReadTop = 6, JudgeAgain = 7, Done = 8, Missed = 9, Outdated = 10;

    internal const byte NotBegun = 0, Owed = 1, Settled = 2;

    internal void AddMoves(in LinkState state, Moves<LinkState> moves)
    {
        var next = state;
        ref var me = ref next.Readers[reader];
        switch (me.At)
        {
            case Page:
                if (me.Promise == NotBegun) (me.Promise, me.Replaced) = (setup.Answer(state) != 0 ? Owed : Settled, LinkSetup.ReplacedIn(state));
                AddPage(state, next, moves);
                return;

            case Judge when state.Intents[me.Link] == Intent.Removable:
                me.At = RemoveFinal;
                moves.Add("JUDGE: removable", next);
                return;

            case Judge when state.Intents[me.Link] == Intent.Pending:
                next.Intents[me.Link] = Intent.Removable;
                next.Expired |= (byte)(1 << me.Link);
                me.At = RemoveFinal;
                moves.Add("JUDGE: deadline passed", next);
                next = state;
                me.Pending |= (byte)(1 << me.Link);
                GoOn(ref me);
                moves.Add("JUDGE: deadline ahead", next);
                return;

            case Judge:
                if (setup.Mutation == LinkMutation.IdentityIsReadBeforeIntents) me.At = Remove;
                else me.At = ReadIdentity;
                moves.Add("JUDGE: no intent", next);
                return;

            case ReadIdentity:
                var counts = (state.Lists & setup.IdentityOf(me.Link)) != 0;
                if (counts) me = new() { At = (me.Replaced & LinkSetup.CallOf(me.Link)) != 0 ? Outdated : Done };
                else me.At = setup.Mutation == LinkMutation.IdentityIsReadBeforeIntents ? Judge : Remove;
                moves.Add(counts ? "READ identity: the answer" : "READ identity: does not list the address", next);
                return;

            case Remove or RemoveFinal:
                next.Ranks[me.Link] = 0;
                if (me.At == RemoveFinal) me.At = RemoveIntent;
                else GoOn(ref me);
                moves.Add("ZREM link", next);
                return;

            case RemoveIntent:
                next.Intents[me.Link] = Intent.Absent;
                GoOn(ref me);
                moves.Add("HDEL intent", next);
                return;

            case ReadTop:
                if (LinkSetup.Below(state, int.MaxValue) != me.Top && setup.Mutation != LinkMutation.TopIsNotReadAgain) BeginAgain(ref me);
                else if (me.Pending != 0 && setup.Mutation != LinkMutation.PendingIsNotReadAgain) me.At = JudgeAgain;
                else End(ref me);
                moves.Add(me.At == Page ? "READ top: changed" : "READ top", next);
                return;

            case JudgeAgain:
                me.Link = (byte)System.Numerics.BitOperations.TrailingZeroCount(me.Pending);
                if (state.Intents[me.Link] == Intent.Absent) BeginAgain(ref me);
                else
                {
                    me.Pending &= (byte)~(1 << me.Link);
                    me.Link = 0;
                    if (me.Pending == 0) End(ref me);
                }

                moves.Add("READ intent of a pending link", next);
                return;
        }
    }

    private void AddPage(in LinkState state, LinkState next, Moves<LinkState> moves)
    {
        ref var me = ref next.Readers[reader];
        var isFirst = me.Cursor == 0;
        me.Link = setup.Mutation == LinkMutation.PagesByRank ? ByPosition(state, me.Cursor) : LinkSetup.Below(state, isFirst ? int.MaxValue : me.Cursor);
        if (isFirst) me.Top = LinkSetup.Below(state, int.MaxValue);
        if (me.Link == 0)
        {
            me.At = ReadTop;
            me.Cursor = 0;
        }
        else
        {
            me.At = setup.Mutation == LinkMutation.IdentityIsReadBeforeIntents ? ReadIdentity : Judge;
            me.Cursor = setup.Mutation == LinkMutation.PagesByRank ? (byte)(me.Cursor + 1) : state.Ranks[me.Link];
        }

        moves.Add(me.Link == 0 ? "PAGE: the end" : "PAGE", next);
    }

    internal static byte ByPosition(in LinkState state, int position)
    {
        var link = LinkSetup.Below(state, int.MaxValue);
        for (; position > 0 && link != 0; position--) link = LinkSetup.Below(state, state.Ranks[link]);
        return link;
    }

    private static void GoOn(ref ReaderState me) => (me.At, me.Link) = (Page, 0);

    private static void BeginAgain(ref ReaderState me) => me = new() { At = Page, Promise = me.Promise, Replaced = me.Replaced };

    private static void End(ref ReaderState me) => me = new() { At = me.Promise == Owed ? Missed : Done };
}
