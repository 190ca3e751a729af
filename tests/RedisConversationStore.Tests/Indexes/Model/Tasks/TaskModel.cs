using System.Numerics;
using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Tasks;

/// <summary>The ids of tasks, which are unique in the store: two writers, two readers and a deleter.</summary>
internal sealed class TaskModel(TaskSetup setup) : IModel<TaskState>
{
    internal const string Found = "P1: the locator does not lead to the room that has the task";
    internal const string Answered = "P2: a task that was there during the whole read was not found";
    internal const string Unique = "P3: two rooms have the task";
    internal const string Noted = "P5: no intent and no token names a claim that is left over";

    private readonly TaskWriter[] writers = [new(setup, 0), new(setup, 1)];
    private readonly TaskReader[] readers = [new(setup, 0), new(setup, 1)];
    private readonly TaskDeleter deleter = new(setup);

    public IEnumerable<TaskState> Starts =>
        [setup.IsThere ? new TaskState { Locator = TaskSetup.FirstClaim, Rooms = 1 } : default];

    public void AddMoves(in TaskState state, Moves<TaskState> moves)
    {
        for (var i = 0; i < 2; i++)
        {
            moves.Process = i == 0 ? "writer 1" : "writer 2";
            writers[i].AddMoves(state, moves);
            moves.Process = i == 0 ? "reader 1" : "reader 2";
            readers[i].AddMoves(state, moves);
        }

        moves.Process = "deleter";
        deleter.AddMoves(state, moves);
    }

    public string? FindBrokenPromise(in TaskState state)
    {
        if (BitOperations.PopCount(state.Rooms) > 1) return Unique;
        var claimed = state.Locator == 0 ? 0 : setup.RoomOf(state.Locator);
        if ((state.Rooms & ~claimed) != 0) return Found;
        if (state.Readers[0].At == TaskReader.Missed || state.Readers[1].At == TaskReader.Missed) return Answered;
        var isNoted = state.Aside == 1 || state.Intents[state.Locator] != Intent.Absent || (state.Expired & (1 << state.Locator)) != 0;
        return claimed != 0 && state.Rooms == 0 && !isNoted ? Noted : null;
    }
}
