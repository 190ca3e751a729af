using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Identities;

/// <summary>Links the address to an identity, or creates an identity with it.</summary>
internal sealed class LinkWriter(LinkSetup setup, int writer)
{
    internal const byte Begin = 0, Offer = 1, Commit = 2, RemoveBelow = 3, Abort = 4, Withdraw = 5, RemoveIntent = 6, Done = 7;

    private byte Identity => (byte)(1 << setup.Identities[writer]);

    internal void AddMoves(in LinkState state, Moves<LinkState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        ref var attempt = ref me.A;
        ref var rank = ref me.B;
        var nonce = LinkSetup.NonceOf(writer, attempt);
        switch (me.At)
        {
            case Begin:
                if (attempt == 0) (writer == 0 ? ref next.BeforeFirst : ref next.BeforeSecond) = state.Acknowledged;
                if (setup.IsCreated && (state.Exists & Identity) != 0) me = new() { At = Done };
                else
                {
                    next.Intents[nonce] = Intent.Pending;
                    me.At = Offer;
                }

                moves.Add(me.At == Done ? "BEGIN: exists already" : "BEGIN", next);
                return;

            case Offer:
                rank = setup.Mutation == LinkMutation.OfferedAtTheBottom ? (byte)1 : (byte)(LinkSetup.Top(state) + 1);
                next.Ranks[nonce] = rank;
                me.At = setup.Mutation == LinkMutation.RemovesBelowBeforeCommit ? RemoveBelow : Commit;
                moves.Add("OFFER link", next);
                return;

            case Commit when state.Intents[nonce] != Intent.Pending && setup.Mutation != LinkMutation.CommitIgnoresIntent:
                me.At = Abort;
                moves.Add("COMMIT: intent lost", next);
                return;

            case Commit when setup.IsCreated && (state.Exists & Identity) != 0:
                me.At = Abort;
                moves.Add("COMMIT: exists already", next);
                return;

            case Commit:
                next.Intents[nonce] = Intent.Absent;
                next.Exists |= Identity;
                next.Lists |= Identity;
                moves.Add("COMMIT, whose reply is lost", next);
                next.Acknowledged |= LinkSetup.CallOf(nonce);
                if (setup.Mutation == LinkMutation.RemovesBelowBeforeCommit) me = new() { At = Done };
                else me.At = RemoveBelow;
                moves.Add("COMMIT", next);
                return;

            case RemoveBelow:
                for (var other = 1; other < 8; other++)
                {
                    if (state.Ranks[other] < rank) next.Ranks[other] = 0;
                }

                if (setup.Mutation == LinkMutation.RemovesBelowBeforeCommit) me.At = Commit;
                else me = new() { At = Done };
                moves.Add("REMOVE links below", next);
                return;

            case Abort when state.Intents[nonce] == Intent.Absent:
                TryAgain(ref me); // Lost, or committed by a repeated COMMIT.
                moves.Add("ABORT: no intent", next);
                return;

            case Abort:
                next.Intents[nonce] = Intent.Removable;
                me.At = Withdraw;
                moves.Add("ABORT", next);
                return;

            case Withdraw:
                next.Ranks[nonce] = 0;
                me.At = RemoveIntent;
                moves.Add("ZREM link", next);
                return;

            case RemoveIntent:
                next.Intents[nonce] = Intent.Absent;
                TryAgain(ref me);
                moves.Add("HDEL intent", next);
                return;
        }
    }

    private void TryAgain(ref ProcessState me) => me = ++me.A < setup.Tries ? new() { At = Begin, A = me.A } : new() { At = Done };
}
