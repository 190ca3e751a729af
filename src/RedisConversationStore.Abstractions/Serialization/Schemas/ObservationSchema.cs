using Conversations.Serialization;

namespace Conversations;

public sealed partial record Observation : IRecord<Observation>
{
    private static readonly Field IdField = new(1, "id");
    private static readonly Field RoomIdField = new(2, "room_id");
    private static readonly Field ChannelIdField = new(3, "channel_id");
    private static readonly Field ContentField = new(4, "content");
    private static readonly Field CategoryField = new(5, "category");
    private static readonly Field ConfidenceField = new(6, "confidence");
    private static readonly Field CreatedAtField = new(7, "created_at");
    private static readonly Field MetadataField = new(8, "metadata");

    private static readonly FieldTable Table = new(
        "observation", IdField, RoomIdField, ChannelIdField, ContentField, CategoryField, ConfidenceField, CreatedAtField, MetadataField);

    static FieldTable IRecord<Observation>.Fields => Table;

    static void IRecord<Observation>.Write<TWriter>(Observation value, ref TWriter writer)
    {
        writer.String(IdField, value.Id);
        writer.String(RoomIdField, value.RoomId);
        writer.String(ChannelIdField, value.ChannelId);
        writer.String(ContentField, value.Content);
        writer.String(CategoryField, value.Category);
        writer.Double(ConfidenceField, value.Confidence, 1);
        writer.Instant(CreatedAtField, value.CreatedAt);
        writer.Object(MetadataField, value.Metadata);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static Observation IRecord<Observation>.Read<TReader>(ref TReader reader)
    {
        string? id = null;
        string? roomId = null;
        string? channelId = null;
        string? content = null;
        string? category = null;
        double confidence = 1;
        DateTimeOffset? createdAt = null;
        var metadata = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: id = reader.ReadString(); break;
                case 2: roomId = reader.ReadString(); break;
                case 3: channelId = reader.ReadString(); break;
                case 4: content = reader.ReadString(); break;
                case 5: category = reader.ReadString(); break;
                case 6: confidence = reader.ReadDouble(); break;
                case 7: createdAt = reader.ReadInstant(); break;
                case 8: metadata = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Id = id ?? throw RecordFormatException.Missing(Table, IdField),
            RoomId = roomId ?? throw RecordFormatException.Missing(Table, RoomIdField),
            ChannelId = channelId ?? throw RecordFormatException.Missing(Table, ChannelIdField),
            Content = content ?? throw RecordFormatException.Missing(Table, ContentField),
            Category = category,
            Confidence = confidence,
            CreatedAt = createdAt ?? reader.NowUnlessStored(Table, CreatedAtField),
            Metadata = metadata,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
