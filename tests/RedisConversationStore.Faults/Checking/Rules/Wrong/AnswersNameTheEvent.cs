using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>An add answers with the event it was given, or, for a duplicate by key, with one that was sent under that key. Many are answered in their order, and those that are committed are at contiguous indices.</summary>
internal sealed class AnswersNameTheEvent() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room)
    {
        foreach (var call in room.Adds.Where(call => call.IsAnswered))
        {
            var (sent, added) = (call.Start.Events!, call.End!.Added!);
            if (sent.Count != added.Count) yield return $"{call} sent {sent.Count} events to {room.Id}, and was answered {added.Count}.";
            foreach (var (one, answer) in sent.Zip(added))
            {
                if (!IsOf(one, answer, room)) yield return $"{call} sent {one.Id} to {room.Id}, and was answered {answer.Id}, {(answer.Committed ? "committed" : "a duplicate")}.";
            }

            var committed = added.Where(answer => answer.Committed).Select(answer => answer.Index).ToArray();
            for (var i = 1; i < committed.Length; i++)
            {
                if (committed[i] != committed[i - 1] + 1) yield return $"{call} committed events to {room.Id} at index {committed[i - 1]} and then at {committed[i]}.";
            }
        }
    }

    private static bool IsOf(SentEvent sent, AddedEvent answer, RoomHistory room) =>
        answer.Id == sent.Id || (!answer.Committed && sent.Key is not null && room.Sends[answer.Id].Any(send => send.Key == sent.Key));
}
