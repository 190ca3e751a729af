using Conversations.Faults.History;

namespace Conversations.Faults.Driving;

/// <summary>The records that drivers write: all of a record follows from its id and its value, so that the checker can tell whether it came back as it was written.</summary>
public static class SentRecords
{
    /// <summary>Of how many each there are that several callers write.</summary>
    public const int Shared = 3;

    private const string Channel = "web";
    private const string Member = "value";

    /// <summary>The kind of channel that addresses are of.</summary>
    public static ChannelType AddressType => ChannelType.Sms;

    /// <summary>The nth id that several callers write under.</summary>
    public static string SharedId(int number) => $"shared-{number}";

    /// <summary>The participant behind a binding with a value, so that a binding moves from one to another; null for none.</summary>
    public static string? ParticipantOf(string value) => Choice(value, Shared + 1) is < Shared and var number ? SharedId(number) : null;

    /// <summary>The address that an identity is created with, shared with other identities.</summary>
    public static string AddressOf(string identityId) => SharedId(Choice(identityId, Shared));

    public static ChannelBinding Binding(string roomId, string id, string value) => new()
    {
        RoomId = roomId,
        ChannelId = id,
        ChannelType = ChannelType.WebSocket,
        ParticipantId = ParticipantOf(value),
        Metadata = DataObject.Of((Member, value)),
    };

    public static Participant Participant(string roomId, string id, string value) => new() { RoomId = roomId, Id = id, ChannelId = Channel, DisplayName = value };

    public static ConversationTask Task(string roomId, string id, string value) => new()
    {
        RoomId = roomId,
        Id = id,
        Title = value,
        Status = Choice(value, 3) switch { 0 => ConversationTaskStatus.Pending, 1 => ConversationTaskStatus.InProgress, _ => ConversationTaskStatus.Completed },
    };

    public static Observation Observation(string roomId, string id, string value) => new() { RoomId = roomId, Id = id, ChannelId = Channel, Content = value };

    public static Identity Identity(string id, string value) => new()
    {
        Id = id,
        DisplayName = value,
        ChannelAddresses = ValueMap.Of<ValueList<string>>((AddressType.Value, [AddressOf(id)])),
    };

    public static StoredRecord Stored(ChannelBinding one)
    {
        var value = one.Metadata.TryGetValue(Member, out var member) ? member.AsString() : "";
        return new(RecordName.Binding(one.RoomId, one.ChannelId), one.RoomId, Value(value, one == Binding(one.RoomId, one.ChannelId, value) with { AttachedAt = one.AttachedAt }));
    }

    public static StoredRecord Stored(Participant one)
    {
        var value = one.DisplayName ?? "";
        return new(new(RecordKind.Participant, one.RoomId, one.Id), one.RoomId, Value(value, one == Participant(one.RoomId, one.Id, value) with { ConnectedVia = one.ConnectedVia, JoinedAt = one.JoinedAt }));
    }

    public static StoredRecord Stored(ConversationTask one) =>
        new(new(RecordKind.Task, null, one.Id), one.RoomId, Value(one.Title, one == Task(one.RoomId, one.Id, one.Title) with { CreatedAt = one.CreatedAt }));

    public static StoredRecord Stored(Observation one) =>
        new(new(RecordKind.Observation, one.RoomId, one.Id), one.RoomId, Value(one.Content, one == Observation(one.RoomId, one.Id, one.Content) with { CreatedAt = one.CreatedAt }));

    public static StoredRecord Stored(Identity one)
    {
        var value = one.DisplayName ?? "";
        var isAsSent = one == Identity(one.Id, value) with { ChannelAddresses = one.ChannelAddresses };
        return new(RecordName.Identity(one.Id), null, Value(value, isAsSent))
        {
            Addresses = one.ChannelAddresses.TryGetValue(AddressType.Value, out var addresses) ? [.. addresses] : [],
        };
    }

    // Nobody writes a value with a remark, so the checker finds it.
    private static string Value(string value, bool isAsSent) => isAsSent ? value : $"{value}, with other members than were sent";

    private static int Choice(string text, int count) => text.Sum(letter => letter) % count;
}
