using Conversations.Serialization;

namespace Conversations;

public sealed partial record RoomEvent : IRecord<RoomEvent>
{
    private static readonly Field IdField = new(1, "id");
    private static readonly Field RoomIdField = new(2, "room_id");
    private static readonly Field TypeField = new(3, "type");
    private static readonly Field SourceField = new(4, "source");
    private static readonly Field ContentField = new(5, "content");
    private static readonly Field StatusField = new(6, "status");
    private static readonly Field BlockedByField = new(7, "blocked_by");
    private static readonly Field VisibilityField = new(8, "visibility");
    private static readonly Field AddressedToField = new(9, "addressed_to");
    private static readonly Field ResponseVisibilityField = new(10, "response_visibility");
    private static readonly Field IndexField = new(11, "index");
    private static readonly Field ChainDepthField = new(12, "chain_depth");
    private static readonly Field ParentEventIdField = new(13, "parent_event_id");
    private static readonly Field CorrelationIdField = new(14, "correlation_id");
    private static readonly Field IdempotencyKeyField = new(15, "idempotency_key");
    private static readonly Field CreatedAtField = new(16, "created_at");
    private static readonly Field MetadataField = new(17, "metadata");
    private static readonly Field ChannelDataField = new(18, "channel_data");
    private static readonly Field DeliveryResultsField = new(19, "delivery_results");

    private static readonly FieldTable Table = new(
        "event", IdField, RoomIdField, TypeField, SourceField, ContentField, StatusField, BlockedByField, VisibilityField, AddressedToField, ResponseVisibilityField, IndexField, ChainDepthField, ParentEventIdField, CorrelationIdField, IdempotencyKeyField, CreatedAtField, MetadataField, ChannelDataField, DeliveryResultsField);

    static FieldTable IRecord<RoomEvent>.Fields => Table;

    // The stored format keeps the envelope beside the fields: the room in the key, the index in the score,
    // and what scripts need in a header they can cut out without decoding anything.
    static void IRecord<RoomEvent>.Write<TWriter>(RoomEvent value, ref TWriter writer)
    {
        writer.String(IdField, value.Id);
        if (writer.IsInterchange) writer.String(RoomIdField, value.RoomId);
        if (writer.IsInterchange) writer.Enum(TypeField, value.Type);
        writer.Record(SourceField, value.Source);
        writer.Record(ContentField, value.Content);
        writer.Enum(StatusField, value.Status);
        writer.String(BlockedByField, value.BlockedBy);
        writer.String(VisibilityField, value.Visibility, VisibleToAll);
        writer.OptionalStrings(AddressedToField, value.AddressedTo);
        writer.String(ResponseVisibilityField, value.ResponseVisibility);
        if (writer.IsInterchange) writer.Int64(IndexField, value.Index);
        writer.Int64(ChainDepthField, value.ChainDepth, 0);
        if (writer.IsInterchange) writer.String(ParentEventIdField, value.ParentEventId);
        writer.String(CorrelationIdField, value.CorrelationId);
        if (writer.IsInterchange) writer.String(IdempotencyKeyField, value.IdempotencyKey);
        if (writer.IsInterchange) writer.Instant(CreatedAtField, value.CreatedAt);
        writer.Object(MetadataField, value.Metadata);
        writer.Record(ChannelDataField, value.ChannelData, ChannelData.None);
        writer.Object(DeliveryResultsField, value.DeliveryResults);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static RoomEvent IRecord<RoomEvent>.Read<TReader>(ref TReader reader) => Read(ref reader, default);

    /// <summary>Reads an event whose envelope was kept beside its fields, as the stored format does.</summary>
    internal static RoomEvent Read<TReader>(ref TReader reader, in EventEnvelope envelope)
        where TReader : struct, IFieldReader, allows ref struct
    {
        string? id = null;
        var roomId = envelope.RoomId;
        var type = envelope.Type;
        EventSource? source = null;
        EventContent? content = null;
        EventStatus status = default;
        string? blockedBy = null;
        var visibility = VisibleToAll;
        ValueList<string>? addressedTo = null;
        string? responseVisibility = null;
        var index = envelope.Index;
        int chainDepth = 0;
        var parentEventId = envelope.ParentEventId;
        string? correlationId = null;
        var idempotencyKey = envelope.IdempotencyKey;
        var createdAt = envelope.CreatedAt;
        var metadata = DataObject.Empty;
        var channelData = ChannelData.None;
        var deliveryResults = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 2 or 3 or 11 or 13 or 15 or 16 when !reader.IsInterchange: throw new RecordFormatException($"The event has field {number}, which is kept beside its fields.");
                case 1: id = reader.ReadString(); break;
                case 2: roomId = reader.ReadString(); break;
                case 3: type = reader.ReadEnum<TReader, EventType>(); break;
                case 4: source = reader.ReadRecord<EventSource>(); break;
                case 5: content = reader.ReadRecord<EventContent>(); break;
                case 6: status = reader.ReadEnum<TReader, EventStatus>(); break;
                case 7: blockedBy = reader.ReadString(); break;
                case 8: visibility = reader.ReadString(); break;
                case 9: addressedTo = reader.ReadStrings(); break;
                case 10: responseVisibility = reader.ReadString(); break;
                case 11: index = reader.ReadInt64(); break;
                case 12: chainDepth = reader.ReadInt32(); break;
                case 13: parentEventId = reader.ReadString(); break;
                case 14: correlationId = reader.ReadString(); break;
                case 15: idempotencyKey = reader.ReadString(); break;
                case 16: createdAt = reader.ReadInstant(); break;
                case 17: metadata = reader.ReadObject(); break;
                case 18: channelData = reader.ReadRecord<ChannelData>(); break;
                case 19: deliveryResults = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new(
            id ?? (reader.IsInterchange ? Guid.NewGuid().ToString("N") : throw RecordFormatException.Missing(Table, IdField)),
            createdAt ?? reader.NowUnlessStored(Table, CreatedAtField))
        {
            RoomId = roomId ?? throw RecordFormatException.Missing(Table, RoomIdField),
            Type = type,
            Source = source ?? throw RecordFormatException.Missing(Table, SourceField),
            Content = content ?? throw RecordFormatException.Missing(Table, ContentField),
            Status = status,
            BlockedBy = blockedBy,
            Visibility = visibility,
            AddressedTo = addressedTo,
            ResponseVisibility = responseVisibility,
            Index = index,
            ChainDepth = chainDepth,
            ParentEventId = parentEventId,
            CorrelationId = correlationId,
            IdempotencyKey = idempotencyKey,
            Metadata = metadata,
            ChannelData = channelData,
            DeliveryResults = deliveryResults,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

/// <summary>What the stored format keeps of an event outside its fields.</summary>
internal readonly record struct EventEnvelope(
    string? RoomId,
    long? Index,
    DateTimeOffset? CreatedAt,
    string? IdempotencyKey,
    string? ParentEventId,
    EventType Type);
