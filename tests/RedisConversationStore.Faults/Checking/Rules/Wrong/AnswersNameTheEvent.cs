using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>An add answers with the event it was given, or, for a duplicate by key, with one that was sent under that key. Many are answered in their order, and those that are committed are at contiguous indices, but for one that a repeat commits behind them (docs/resilience.md, what a repeat does not cover).</summary>
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

            var committed = sent.Zip(added).Where(pair => pair.Second.Committed).ToArray();
            if (FirstGap(committed.Select(pair => pair.Second.Index)) is null) continue;
            var last = committed.Where(pair => !MayComeLate(pair.First, call, room)).Select(pair => pair.Second.Index).DefaultIfEmpty(-1).Max();
            if (FirstGap(committed.Select(pair => pair.Second.Index).Where(index => index <= last)) is { } gap) yield return $"{call} committed events to {room.Id} at index {gap.Before} and then at {gap.Next}.";
        }
    }

    private static (long Before, long Next)? FirstGap(IEnumerable<long> indices)
    {
        long? before = null;
        foreach (var next in indices)
        {
            if (before is { } index && next != index + 1) return (index, next);
            before = next;
        }

        return null;
    }

    // What somebody deleted while the call was under way may have been there when its first attempt ran, whose
    // reply was lost, and no more when it was repeated: that commits the event behind the others.
    private static bool MayComeLate(SentEvent sent, RecordedCall call, RoomHistory room) =>
        room.Deletions.Any(deletions =>
            (deletions.Key == sent.Id || (sent.Key is not null && room.Sends[deletions.Key].Any(send => send.Key == sent.Key)))
            && deletions.Any(deletion => deletion.StartedAt < call.EndedAt && (deletion.IsUnknown || deletion.EndedAt > call.StartedAt)));

    private static bool IsOf(SentEvent sent, AddedEvent answer, RoomHistory room) =>
        answer.Id == sent.Id || (!answer.Committed && sent.Key is not null && room.Sends[answer.Id].Any(send => send.Key == sent.Key));
}
