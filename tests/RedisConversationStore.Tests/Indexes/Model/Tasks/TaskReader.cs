using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Tasks;

/// <summary>Finds the task by its id alone, and cleans a claim that leads nowhere.</summary>
internal sealed class TaskReader(TaskSetup setup, int reader)
{
    internal const byte Read = 0, LookForTask = 1, Judge = 2, LookAgain = 3, Remove = 4, RemoveIntent = 5, Done = 6, Missed = 7;

    internal const byte NotBegun = 0, Owed = 1, Settled = 2;

    internal void AddMoves(in TaskState state, Moves<TaskState> moves)
    {
        var next = state;
        ref var me = ref next.Readers[reader];
        ref var claim = ref me.A;
        ref var promise = ref me.B;
        ref var isRemovable = ref me.C;
        switch (me.At)
        {
            case Read:
                promise = state.Rooms != 0 ? Owed : Settled;
                claim = state.Locator;
                if (claim == 0) End(ref me);
                else me.At = LookForTask;
                moves.Add("READ locator", next);
                return;

            case LookForTask:
                if ((state.Rooms & setup.RoomOf(claim)) != 0) me = new() { At = Done };
                else me.At = Judge;
                moves.Add(me.At == Done ? "READ task: found" : "READ task: none", next);
                return;

            case Judge when state.Intents[claim] == Intent.Absent:
                me.At = setup.Mutation == TaskMutation.TaskIsReadBeforeIntents ? Remove : LookAgain;
                moves.Add("JUDGE: no intent", next);
                return;

            case Judge when state.Intents[claim] == Intent.Removable:
                (me.At, isRemovable) = (Remove, 1);
                moves.Add("JUDGE: removable", next);
                return;

            case Judge:
                next.Intents[claim] = Intent.Removable;
                next.Expired |= (byte)(1 << claim);
                (me.At, isRemovable) = (Remove, 1);
                moves.Add("JUDGE: deadline passed", next);
                next = state;
                End(ref me);
                moves.Add("JUDGE: deadline ahead", next);
                return;

            case LookAgain:
                if ((state.Rooms & setup.RoomOf(claim)) != 0) me = new() { At = Done };
                else me.At = Remove;
                moves.Add(me.At == Done ? "READ task again: found" : "READ task again: none", next);
                return;

            case Remove:
                if (state.Locator == claim || setup.Mutation == TaskMutation.RemovalDoesNotCompare) next.Locator = 0;
                if (isRemovable == 0) End(ref me);
                else me.At = RemoveIntent;
                moves.Add("REMOVE claim", next);
                return;

            case RemoveIntent:
                next.Intents[claim] = Intent.Absent;
                End(ref me);
                moves.Add("HDEL intent", next);
                return;
        }
    }

    private static void End(ref ProcessState me) => me = new() { At = me.B == Owed ? Missed : Done };
}
