using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Events;

/// <summary>Deletes the event in room 1, then its locator.</summary>
internal sealed class EventDeleter(EventSetup setup)
{
    internal const byte Delete = 0, Remove = 1, LookAgain = 2, PutBack = 3, Done = 4;

    internal void AddMoves(in EventState state, Moves<EventState> moves)
    {
        var next = state;
        ref var me = ref next.Deleter;
        ref var deleted = ref me.A;
        switch (me.At)
        {
            case Delete when setup.Mutation == EventMutation.LocatorGoesBeforeTruth && deleted == 0 && state.First != 0:
                (me.At, deleted) = (Remove, state.First);
                moves.Add("READ event", next);
                return;

            case Delete:
                deleted = state.First;
                EventSetup.Put(ref next, 0b01, 0);
                if (deleted == 0 || setup.Mutation == EventMutation.LocatorGoesBeforeTruth) me = new() { At = Done };
                else me.At = Remove;
                moves.Add("DELETE", next);
                return;

            case Remove:
                var isOwn = setup.IsFormer || setup.Mutation == EventMutation.DeletionIgnoresNonce ? setup.RoomOf(state.Locator) == 0b01 : state.Locator == deleted;
                if (isOwn) next.Locator = 0;
                me.At = setup.Mutation == EventMutation.LocatorGoesBeforeTruth ? Delete : setup.IsFormer ? LookAgain : Done;
                if (me.At == Done) deleted = 0;
                moves.Add("REMOVE locator", next);
                return;

            case LookAgain:
                me = new() { At = state.First != 0 ? PutBack : Done };
                moves.Add("READ event", next);
                return;

            case PutBack:
                if (state.Locator == 0) next.Locator = EventSetup.First;
                me.At = Done;
                moves.Add("HSETNX locator", next);
                return;
        }
    }
}
