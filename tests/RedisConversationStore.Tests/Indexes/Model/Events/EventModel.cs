using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Events;

/// <summary>Event locators: two writers, two readers and a deleter.</summary>
internal sealed class EventModel(EventSetup setup) : IModel<EventState>
{
    internal const string Found = "P1: the locator does not lead to the room of an acknowledged event";
    internal const string Answered = "P2: an event that was there during the whole read was not found";

    private readonly EventWriter[] writers = [new(setup, 0), new(setup, 1)];
    private readonly EventReader[] readers = [new(setup, 0), new(setup, 1)];
    private readonly EventDeleter deleter = new(setup);

    public IEnumerable<EventState> Starts =>
        [setup.Start == EventSetup.First ? new EventState { Locator = setup.Start, First = setup.Start, Acknowledged = 0b01, Alone = 0b01 } : new EventState { Locator = setup.Start }];

    public void AddMoves(in EventState state, Moves<EventState> moves)
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

    public string? FindBrokenPromise(in EventState state)
    {
        if ((state.Acknowledged & state.Alone & ~setup.RoomOf(state.Locator)) != 0) return Found;
        return state.Readers[0].At == EventReader.Missed || state.Readers[1].At == EventReader.Missed ? Answered : null;
    }
}
