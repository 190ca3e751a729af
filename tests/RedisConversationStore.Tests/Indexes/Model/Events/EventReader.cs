using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Events;

/// <summary>Finds the event by its id alone. Removes nothing: an add may be under way, and notes no intent.</summary>
internal sealed class EventReader(EventSetup setup, int reader)
{
    internal const byte Read = 0, LookForEvent = 1, Done = 2, Missed = 3;

    internal const byte NotBegun = 0, Owed = 1, Settled = 2;

    internal void AddMoves(in EventState state, Moves<EventState> moves)
    {
        var next = state;
        ref var me = ref next.Readers[reader];
        ref var found = ref me.A;
        ref var promise = ref me.B;
        switch (me.At)
        {
            case Read:
                promise = EventSetup.IsPromised(state) ? Owed : Settled;
                found = state.Locator;
                if (found == 0) End(ref me);
                else me.At = LookForEvent;
                moves.Add("HGET locator", next);
                return;

            case LookForEvent:
                if (EventSetup.NonceIn(state, setup.RoomOf(found)) != 0) me = new() { At = Done };
                else End(ref me);
                moves.Add("READ event", next);
                return;
        }
    }

    private static void End(ref ProcessState me) => me = new() { At = me.B == Owed ? Missed : Done };
}
