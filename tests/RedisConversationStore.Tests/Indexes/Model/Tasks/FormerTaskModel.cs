using System.Numerics;
using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Tasks;

/// <summary>The protocol that was in use before, for task ids: a claim of another room counts while it is young by the clock of the writer that asks.</summary>
/// <param name="setup">The case.</param>
/// <param name="clocksAgree">Whether a claim under way is always taken for young.</param>
internal sealed class FormerTaskModel(TaskSetup setup, bool clocksAgree) : IModel<TaskState>
{
    private const byte Read = 0, LookForTask = 1, Claim = 2, Put = 3, Done = 4;

    public IEnumerable<TaskState> Starts => new TaskModel(setup).Starts;

    public void AddMoves(in TaskState state, Moves<TaskState> moves)
    {
        for (var writer = 0; writer < 2; writer++)
        {
            moves.Process = writer == 0 ? "writer 1" : "writer 2";
            AddWriter(state, writer, moves);
        }
    }

    public string? FindBrokenPromise(in TaskState state) => BitOperations.PopCount(state.Rooms) > 1 ? TaskModel.Unique : null;

    private void AddWriter(in TaskState state, int writer, Moves<TaskState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        ref var found = ref me.A;
        var nonce = TaskSetup.NonceOf(writer, 0);
        switch (me.At)
        {
            case Read:
                found = state.Locator;
                if (found == 0 || setup.RoomOf(found) == setup.RoomOf(nonce)) me.At = Claim;
                else
                {
                    me = new() { At = Done };
                    moves.Add("READ locator: young by its clock, taken", next);
                    if (clocksAgree && found != TaskSetup.FirstClaim) return;
                    me = new() { At = LookForTask, A = state.Locator };
                }

                moves.Add("READ locator", next);
                return;

            case LookForTask:
                me.At = (state.Rooms & setup.RoomOf(found)) != 0 ? Done : Claim;
                moves.Add("READ the other room's task", next);
                return;

            case Claim:
                if (state.Locator == found) (next.Locator, me.At) = (nonce, Put);
                else me.At = Read;
                found = 0;
                moves.Add("CLAIM", next);
                return;

            case Put:
                TaskSetup.ChangeRooms(ref next, (byte)(state.Rooms | setup.RoomOf(nonce)));
                me.At = Done;
                moves.Add("PUT task", next);
                return;
        }
    }
}
