using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Tasks;

/// <summary>Adds the task to its room, if its id is free in the whole store.</summary>
internal sealed class TaskWriter(TaskSetup setup, int writer)
{
    internal const byte Begin = 0, Read = 1, Retire = 2, Judge = 3, LookForTask = 4, Claim = 5, Commit = 6, Abort = 7, Withdraw = 8, RemoveIntent = 9, Done = 10;

    private byte Room => setup.RoomOf(TaskSetup.NonceOf(writer, 0));

    internal void AddMoves(in TaskState state, Moves<TaskState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        ref var found = ref me.A;
        ref var attempt = ref me.B;
        var nonce = TaskSetup.NonceOf(writer, attempt);
        switch (me.At)
        {
            case Begin:
                next.Intents[nonce] = Intent.Pending;
                me.At = Read;
                moves.Add("BEGIN", next);
                return;

            case Read:
                found = state.Locator;
                me.At = found == 0 ? Claim
                    : setup.RoomOf(found) == Room ? (setup.Mutation == TaskMutation.SameRoomClaimIsNotRetired ? Claim : Retire)
                    : setup.Mutation == TaskMutation.TaskIsReadBeforeIntents ? LookForTask : Judge;
                moves.Add("READ locator", next);
                return;

            case Retire:
                if ((state.Rooms & Room) != 0) me.At = Abort;
                else
                {
                    if (state.Intents[found] == Intent.Pending) next.Intents[found] = Intent.Removable;
                    me.At = Claim;
                }

                moves.Add((state.Rooms & Room) != 0 ? "RETIRE the room's other claim: the task is there" : "RETIRE the room's other claim", next);
                return;

            case Judge when state.Intents[found] == Intent.Pending:
                me.At = Abort;
                moves.Add("JUDGE the other room's claim: deadline ahead, taken", next);
                me.At = setup.Mutation == TaskMutation.TaskIsReadBeforeIntents ? Claim : LookForTask;
                if (setup.Mutation != TaskMutation.ExpiredIntentStaysPending) next.Intents[found] = Intent.Removable;
                next.Expired |= (byte)(1 << found);
                moves.Add("JUDGE the other room's claim: deadline passed", next);
                return;

            case Judge:
                me.At = setup.Mutation == TaskMutation.TaskIsReadBeforeIntents ? Claim : LookForTask;
                moves.Add("JUDGE the other room's claim: not pending", next);
                return;

            case LookForTask:
                var isTaken = (state.Rooms & setup.RoomOf(found)) != 0;
                me.At = isTaken ? Abort : setup.Mutation == TaskMutation.TaskIsReadBeforeIntents ? Judge : Claim;
                moves.Add(isTaken ? "READ the other room's task: taken" : "READ the other room's task: none", next);
                return;

            case Claim when state.Locator == found || setup.Mutation == TaskMutation.ClaimDoesNotCompare:
                next.Locator = nonce;
                (me.At, found) = (Commit, 0);
                moves.Add("CLAIM", next);
                return;

            case Claim:
                (me.At, found) = (Read, 0);
                moves.Add("CLAIM: the locator has changed", next);
                return;

            case Commit when state.Intents[nonce] != Intent.Pending && setup.Mutation != TaskMutation.CommitIgnoresIntent:
                me.At = Abort;
                moves.Add("COMMIT: intent lost", next);
                return;

            case Commit when (state.Rooms & Room) != 0:
                me.At = Abort;
                moves.Add("COMMIT: the task is there", next);
                return;

            case Commit:
                next.Intents[nonce] = Intent.Absent;
                TaskSetup.ChangeRooms(ref next, (byte)(state.Rooms | Room));
                moves.Add("COMMIT, whose reply is lost", next);
                me = new() { At = Done };
                moves.Add("COMMIT", next);
                return;

            case Abort when state.Intents[nonce] == Intent.Absent:
                TryAgain(ref me); // Lost, or committed by a repeated COMMIT: a reader removes the claim if nothing carries it.
                moves.Add("ABORT: no intent", next);
                return;

            case Abort:
                next.Intents[nonce] = Intent.Removable;
                me.At = setup.Mutation == TaskMutation.AbortForgetsClaim ? RemoveIntent : Withdraw;
                moves.Add("ABORT", next);
                return;

            case Withdraw:
                if (state.Locator == nonce || setup.Mutation == TaskMutation.RemovalDoesNotCompare) next.Locator = 0;
                me.At = RemoveIntent;
                moves.Add("REMOVE claim", next);
                return;

            case RemoveIntent:
                next.Intents[nonce] = Intent.Absent;
                TryAgain(ref me);
                moves.Add("HDEL intent", next);
                return;
        }
    }

    private void TryAgain(ref ProcessState me) => me = ++me.B < setup.Tries ? new() { At = Begin, B = me.B } : new() { At = Done };
}
