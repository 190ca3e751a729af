using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Events;

/// <summary>Adds the event to its room, with the locator beside it in one flush; puts the locator right afterwards where the replies show a reason.</summary>
internal sealed class EventWriter(EventSetup setup, int writer)
{
    internal const byte Flush = 0, Read = 1, LookForEvent = 2, Change = 3, Remove = 4, Overwrite = 5, Done = 6;

    // What the replies of the flush said.
    private const byte Unknown = 0, Added = 1, WasThere = 2, Committed = 3, Duplicate = 4, Refused = 5;

    private byte Room => setup.RoomOf(setup.NonceOf(writer, attempt: 0));

    internal void AddMoves(in EventState state, Moves<EventState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        ref var found = ref me.C;
        ref var target = ref me.D;
        var nonce = setup.NonceOf(writer, attempt: me.E);
        switch (me.At)
        {
            case Flush:
                AddFlush(state, moves);
                return;

            case Read:
                found = state.Locator;
                if (setup.Mutation == EventMutation.TruthIsNotReadBetween) (me.At, target) = (Change, nonce);
                else me.At = LookForEvent;
                moves.Add("HGET locator", next);
                return;

            case LookForEvent:
                target = EventSetup.NonceIn(state, Room);
                if (target == 0 || target == found) Acknowledge(ref next, target);
                else me.At = Change;
                moves.Add("READ event", next);
                return;

            case Change when state.Locator == found:
                next.Locator = target;
                Acknowledge(ref next, target);
                moves.Add("CHANGE locator", next);
                return;

            case Change:
                (me.At, found, target) = (Read, 0, 0);
                moves.Add("CHANGE locator: it is another", next);
                return;

            case Overwrite:
                next.Locator = nonce;
                Acknowledge(ref next, nonce);
                moves.Add("HSET locator", next);
                return;

            case Remove:
                var isOwn = setup.IsFormer || setup.Mutation == EventMutation.RefusedIgnoresNonce ? setup.RoomOf(state.Locator) == Room : state.Locator == nonce;
                if (isOwn) next.Locator = 0;
                me = new() { At = Done };
                moves.Add("REMOVE locator", next);
                return;
        }
    }

    // Two commands to two slots, executed in any order.
    private void AddFlush(in EventState state, Moves<EventState> moves)
    {
        var next = state;
        ref var me = ref next.Writers[writer];
        var nonce = setup.NonceOf(writer, attempt: me.E);
        if (me.A == Unknown)
        {
            if (state.Locator == 0) next.Locator = nonce;
            me.A = state.Locator == 0 ? Added : WasThere;
            AfterFlush(ref next);
            moves.Add(state.Locator == 0 ? "HSETNX locator: added" : "HSETNX locator: there already", next);
        }

        next = state;
        if (me.B != Unknown) return;
        if (writer == 1 && setup.IsSecondRefused)
        {
            me.B = Refused;
            AfterFlush(ref next);
            moves.Add("ADD: refused", next);
        }
        else if (EventSetup.NonceIn(state, Room) != 0)
        {
            me.B = Duplicate;
            AfterFlush(ref next);
            moves.Add("ADD: duplicate", next);
        }
        else
        {
            EventSetup.Put(ref next, Room, nonce);
            me.B = Committed;
            AfterFlush(ref next);
            moves.Add("ADD", next);
            if (state.Writers[writer].E == 1) return;
            next = state;
            EventSetup.Put(ref next, Room, nonce);
            next.Writers[writer] = new() { At = Flush, E = 1 };
            moves.Add("ADD, whose reply is lost", next);
        }
    }

    private void AfterFlush(ref EventState next)
    {
        ref var me = ref next.Writers[writer];
        var (locator, outcome, nonce) = (me.A, me.B, setup.NonceOf(writer, attempt: me.E));
        if (locator == Unknown || outcome == Unknown) return;
        (me.A, me.B) = (0, 0);
        if (outcome == Refused) me.At = Remove;
        else if (outcome == Committed && (locator == Added || setup.Mutation == EventMutation.CommittedTrustsLocator)) Acknowledge(ref next, nonce);
        else if (outcome == Committed && (setup.IsFormer || setup.Mutation == EventMutation.CommittedOverwritesLocator)) me.At = Overwrite;
        else if (outcome == Duplicate && (setup.IsFormer || (locator == WasThere && setup.Mutation == EventMutation.DuplicateTrustsLocator))) Acknowledge(ref next, EventSetup.NonceIn(next, Room));
        else me.At = Read;
    }

    // The event that the answer is about may be gone, and another writer's be there.
    private void Acknowledge(ref EventState next, byte nonce)
    {
        next.Writers[writer] = new() { At = Done };
        if (nonce != 0 && EventSetup.NonceIn(next, Room) == nonce) next.Acknowledged |= Room;
    }
}
