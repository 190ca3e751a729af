using Conversations.Tests.Indexes.Model.Checking;

namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>Deletes the room: puts it aside, then removes what leads to it from other slots.</summary>
internal sealed class RecordDeleter(RecordSetup setup)
{
    internal const byte Delete = 0, RemoveAsideEntries = 1, RemoveToken = 2, RemoveEntries = 3, RemoveIntent = 4, Done = 5;

    internal void AddMoves(in RecordState state, Moves<RecordState> moves)
    {
        var next = state;
        ref var me = ref next.Deleter;
        ref var hint = ref me.A;
        ref var aside = ref me.B;
        ref var rest = ref me.C;
        switch (me.At)
        {
            case Delete when state.Room == 0:
                me.At = Done;
                moves.Add("DELETE: not found", next);
                return;

            case Delete:
                if (setup.IsRoom) (hint, aside) = (state.Truth, 0);
                else (hint, aside) = (RecordSetup.RoomHint, state.Truth);
                (next.Token, next.Aside) = (hint, aside);
                setup.ChangeTruth(ref next, 0);
                next.Room = 0;
                if (setup.Mutation != RecordMutation.DeletionWithoutIntent) next.Intents[hint] = setup.Mutation == RecordMutation.DeletionNotesPending ? Intent.Pending : Intent.Deleting;
                if (aside != 0) (me.At, rest) = (RemoveAsideEntries, setup.IndexesOf(aside));
                else (me.At, rest) = (setup.Mutation == RecordMutation.TokenGoesLast ? RemoveEntries : RemoveToken, setup.IndexesOf(hint));
                if (aside != 0 && setup.Mutation == RecordMutation.AsideGoesBeforeEntries) next.Aside = 0;
                moves.Add("DELETE", next);
                return;

            case RemoveAsideEntries:
                moves.Add(RemoveOne(ref next, aside, ref rest), next);
                return;

            case RemoveToken:
                next.Token = next.Aside = 0;
                me.At = setup.Mutation == RecordMutation.TokenGoesLast ? Done : RemoveEntries;
                moves.Add("UNLINK aside, SREM token", next);
                return;

            case RemoveEntries:
                moves.Add(RemoveOne(ref next, hint, ref rest), next);
                return;

            case RemoveIntent:
                next.Intents[hint] = Intent.Absent;
                me = new() { At = setup.Mutation == RecordMutation.TokenGoesLast ? RemoveToken : Done };
                moves.Add("HDEL intent", next);
                return;
        }
    }

    private string RemoveOne(ref RecordState next, byte nonce, ref byte rest)
    {
        ref var me = ref next.Deleter;
        var index = Bits.Lowest(rest);
        next.Entries[nonce] &= (byte)~index;
        rest &= (byte)~index;
        if (rest == 0) (me.At, rest) = me.At == RemoveAsideEntries ? (RemoveToken, setup.IndexesOf(me.A)) : (RemoveIntent, (byte)0);
        return RecordWriter.ZRem(index);
    }
}
