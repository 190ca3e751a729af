using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Records;

/// <summary>A write of a record that has happened, or may have.</summary>
/// <param name="Call">The call.</param>
/// <param name="Value">The value it gives the record; null when it removes it.</param>
internal readonly record struct RecordWrite(RecordedCall Call, string? Value)
{
    public string? RoomId => Call.Start.RoomId;

    /// <summary>When it has taken effect at the latest: a call without a known outcome may at any time.</summary>
    public long IsOverAt => Call.IsAnswered ? Call.EndedAt : long.MaxValue;

    /// <summary>What a call writes.</summary>
    public static IEnumerable<(RecordName Name, RecordWrite Write)> Of(RecordedCall call)
    {
        if (call.IsRead || !call.MayHaveTakenEffect) yield break;
        var name = call.Start.Record!;
        yield return (name, new(call, call.Start.RecordValue));

        // It is created with an address, which it takes over from whoever had it.
        if (name.Kind == RecordKind.Identity) yield return (RecordName.Address(SentRecords.AddressOf(name.Id)), new(call, name.Id));
    }
}

/// <summary>A write that is known to have happened.</summary>
/// <param name="Value">The value it gave the record; null when it removed it.</param>
/// <param name="RoomId">The room it was made to.</param>
/// <param name="Since">Not before this.</param>
/// <param name="By">And not after this.</param>
/// <param name="ShownBy">The call whose answer shows it: its own, or one that saw the value.</param>
internal readonly record struct KnownWrite(string? Value, string? RoomId, long Since, long By, RecordedCall ShownBy);
