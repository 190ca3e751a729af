using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>The lists of rooms, and the indexes of channels and participants: two writers, two readers of different indexes and a deleter.</summary>
internal sealed class RecordModel(RecordSetup setup) : IModel<RecordState>
{
    private readonly RecordWriter[] writers = [new(setup, 0), new(setup, 1)];
    private readonly RecordReader[] readers = [new(setup, 0), new(setup, 1)];
    private readonly RecordDeleter deleter = new(setup);

    public IEnumerable<RecordState> Starts
    {
        get
        {
            RecordState state = default;
            (state.Truth, state.Room) = (setup.Start, (byte)(setup.IsRoom && setup.Start == 0 ? 0 : 1));
            state.Entries[setup.Start] = setup.IndexesOf(setup.Start);
            state.Entries[RecordSetup.Stranger] = setup.IndexesOf(RecordSetup.Stranger);
            if (!setup.IsRoom) state.Entries[RecordSetup.RoomHint] = setup.IndexesOf(RecordSetup.RoomHint);
            yield return state;
        }
    }

    public void AddMoves(in RecordState state, Moves<RecordState> moves)
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

    public string? FindBrokenPromise(in RecordState state) => RecordPromises.FindBroken(setup, state);
}
