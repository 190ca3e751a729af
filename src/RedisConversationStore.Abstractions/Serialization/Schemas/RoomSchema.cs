using Conversations.Serialization;

namespace Conversations;

public sealed partial record Room : IRecord<Room>
{
    private static readonly Field IdField = new(1, "id");
    private static readonly Field OrganizationIdField = new(2, "organization_id");
    private static readonly Field StatusField = new(3, "status");
    private static readonly Field CreatedAtField = new(4, "created_at");
    private static readonly Field UpdatedAtField = new(5, "updated_at");
    private static readonly Field ClosedAtField = new(6, "closed_at");
    private static readonly Field TimersField = new(7, "timers");
    private static readonly Field AgentResponsePolicyField = new(8, "agent_response_policy");
    private static readonly Field MetadataField = new(9, "metadata");
    private static readonly Field EventCountField = new(10, "event_count");
    private static readonly Field LatestIndexField = new(11, "latest_index");
    private static readonly Field DeliveredIndexField = new(12, "delivered_index");

    private static readonly FieldTable Table = new(
        "room", IdField, OrganizationIdField, StatusField, CreatedAtField, UpdatedAtField, ClosedAtField, TimersField, AgentResponsePolicyField, MetadataField, EventCountField, LatestIndexField, DeliveredIndexField);

    static FieldTable IRecord<Room>.Fields => Table;

    // The stored record leaves out what the store keeps in fields of its own, where scripts can read and change it:
    // status, updated_at, last_activity_at, metadata, the counters and the version.
    static void IRecord<Room>.Write<TWriter>(Room value, ref TWriter writer)
    {
        writer.String(IdField, value.Id);
        writer.String(OrganizationIdField, value.OrganizationId);
        if (writer.IsInterchange) writer.Enum(StatusField, value.Status);
        writer.Instant(CreatedAtField, value.CreatedAt);
        if (writer.IsInterchange) writer.Instant(UpdatedAtField, value.UpdatedAt);
        writer.Instant(ClosedAtField, value.ClosedAt);
        writer.Record(TimersField, value.Timers, RoomTimers.None);
        writer.Enum(AgentResponsePolicyField, value.AgentResponsePolicy);
        if (writer.IsInterchange)
        {
            writer.Object(MetadataField, value.Metadata);
            writer.Int64(EventCountField, value.EventCount);
            writer.Int64(LatestIndexField, Math.Max(value.LatestIndex, 0));
            writer.Int64(DeliveredIndexField, value.DeliveredIndex);
        }

        writer.WriteUnknown(value.UnknownMembers);
    }

    static Room IRecord<Room>.Read<TReader>(ref TReader reader)
    {
        string? id = null;
        string? organizationId = null;
        RoomStatus status = default;
        DateTimeOffset? createdAt = null;
        DateTimeOffset? updatedAt = null;
        DateTimeOffset? closedAt = null;
        var timers = RoomTimers.None;
        AgentResponsePolicy policy = default;
        var metadata = DataObject.Empty;
        long eventCount = 0;
        long latestIndex = -1;
        long deliveredIndex = -1;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: id = reader.ReadString(); break;
                case 2: organizationId = reader.ReadString(); break;
                case 3: status = reader.ReadEnum<TReader, RoomStatus>(); break;
                case 4: createdAt = reader.ReadInstant(); break;
                case 5: updatedAt = reader.ReadInstant(); break;
                case 6: closedAt = reader.ReadInstant(); break;
                case 7: timers = reader.ReadRecord<RoomTimers>(); break;
                case 8: policy = reader.ReadEnum<TReader, AgentResponsePolicy>(); break;
                case 9: metadata = reader.ReadObject(); break;
                case 10: eventCount = reader.ReadInt64(); break;
                case 11: latestIndex = reader.ReadInt64(); break;
                case 12: deliveredIndex = reader.ReadInt64(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        var created = createdAt ?? reader.NowUnlessStored(Table, CreatedAtField);
        return new()
        {
            Id = id ?? throw RecordFormatException.Missing(Table, IdField),
            OrganizationId = organizationId,
            Status = status,
            CreatedAt = created,
            UpdatedAt = updatedAt ?? created,
            ClosedAt = closedAt,
            Timers = timers,
            AgentResponsePolicy = policy,
            Metadata = metadata,
            EventCount = eventCount,
            LatestIndex = latestIndex == 0 && eventCount == 0 ? -1 : latestIndex,
            DeliveredIndex = deliveredIndex,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record RoomTimers : IRecord<RoomTimers>
{
    private static readonly Field InactiveAfterSecondsField = new(1, "inactive_after_seconds");
    private static readonly Field ClosedAfterSecondsField = new(2, "closed_after_seconds");
    private static readonly Field LastActivityAtField = new(3, "last_activity_at");

    private static readonly FieldTable Table = new("timers", InactiveAfterSecondsField, ClosedAfterSecondsField, LastActivityAtField);

    static FieldTable IRecord<RoomTimers>.Fields => Table;

    static void IRecord<RoomTimers>.Write<TWriter>(RoomTimers value, ref TWriter writer)
    {
        writer.Int64(InactiveAfterSecondsField, value.InactiveAfterSeconds);
        writer.Int64(ClosedAfterSecondsField, value.ClosedAfterSeconds);
        if (writer.IsInterchange) writer.Instant(LastActivityAtField, value.LastActivityAt);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static RoomTimers IRecord<RoomTimers>.Read<TReader>(ref TReader reader)
    {
        int? inactiveAfter = null;
        int? closedAfter = null;
        DateTimeOffset? lastActivityAt = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: inactiveAfter = reader.ReadInt32(); break;
                case 2: closedAfter = reader.ReadInt32(); break;
                case 3: lastActivityAt = reader.ReadInstant(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            InactiveAfterSeconds = inactiveAfter,
            ClosedAfterSeconds = closedAfter,
            LastActivityAt = lastActivityAt,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
