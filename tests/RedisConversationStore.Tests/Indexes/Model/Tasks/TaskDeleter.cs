using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Tasks;

/// <summary>Deletes room 1, which is created again at once, and removes the claim of the task that it put aside.</summary>
internal sealed class TaskDeleter(TaskSetup setup)
{
    internal const byte Delete = 0, Read = 1, LookForIntent = 2, LookForTask = 3, Remove = 4, RemoveToken = 5, Done = 6;

    internal void AddMoves(in TaskState state, Moves<TaskState> moves)
    {
        var next = state;
        ref var me = ref next.Deleter;
        ref var claim = ref me.A;
        switch (me.At)
        {
            case Delete:
                next.Aside = (byte)(state.Rooms & 1);
                TaskSetup.ChangeRooms(ref next, (byte)(state.Rooms & ~1));
                me.At = next.Aside == 1 ? Read : Done;
                moves.Add("DELETE", next);
                return;

            case Read:
                claim = state.Locator;
                me.At = claim == 0 || setup.RoomOf(claim) != 1 ? RemoveToken : setup.Mutation == TaskMutation.DeletionDoesNotLook ? Remove : LookForIntent;
                moves.Add("READ locator", next);
                return;

            case LookForIntent:
                me.At = state.Intents[claim] == Intent.Absent ? LookForTask : RemoveToken;
                moves.Add("READ intent", next);
                return;

            case LookForTask:
                me.At = (state.Rooms & 1) == 0 ? Remove : RemoveToken;
                moves.Add("READ task", next);
                return;

            case Remove:
                if (state.Locator == claim || setup.Mutation == TaskMutation.RemovalDoesNotCompare) next.Locator = 0;
                me.At = RemoveToken;
                moves.Add("REMOVE claim", next);
                return;

            case RemoveToken:
                next.Aside = 0;
                me = new() { At = Done };
                moves.Add("UNLINK aside, SREM token", next);
                return;
        }
    }
}
