using Conversations.Serialization;

namespace Conversations;

public sealed partial record ConversationTask : IRecord<ConversationTask>
{
    private static readonly Field IdField = new(1, "id");
    private static readonly Field RoomIdField = new(2, "room_id");
    private static readonly Field TitleField = new(3, "title");
    private static readonly Field DescriptionField = new(4, "description");
    private static readonly Field AssignedToField = new(5, "assigned_to");
    private static readonly Field StatusField = new(6, "status");
    private static readonly Field CreatedAtField = new(7, "created_at");
    private static readonly Field MetadataField = new(8, "metadata");

    private static readonly FieldTable Table = new(
        "task", IdField, RoomIdField, TitleField, DescriptionField, AssignedToField, StatusField, CreatedAtField, MetadataField);

    static FieldTable IRecord<ConversationTask>.Fields => Table;

    static void IRecord<ConversationTask>.Write<TWriter>(ConversationTask value, ref TWriter writer)
    {
        writer.String(IdField, value.Id);
        writer.String(RoomIdField, value.RoomId);
        writer.String(TitleField, value.Title);
        writer.String(DescriptionField, value.Description);
        writer.String(AssignedToField, value.AssignedTo);
        writer.Enum(StatusField, value.Status);
        writer.Instant(CreatedAtField, value.CreatedAt);
        writer.Object(MetadataField, value.Metadata);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static ConversationTask IRecord<ConversationTask>.Read<TReader>(ref TReader reader)
    {
        string? id = null;
        string? roomId = null;
        string? title = null;
        string? description = null;
        string? assignedTo = null;
        ConversationTaskStatus status = default;
        DateTimeOffset? createdAt = null;
        var metadata = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: id = reader.ReadString(); break;
                case 2: roomId = reader.ReadString(); break;
                case 3: title = reader.ReadString(); break;
                case 4: description = reader.ReadString(); break;
                case 5: assignedTo = reader.ReadString(); break;
                case 6: status = reader.ReadEnum<TReader, ConversationTaskStatus>(); break;
                case 7: createdAt = reader.ReadInstant(); break;
                case 8: metadata = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Id = id ?? throw RecordFormatException.Missing(Table, IdField),
            RoomId = roomId ?? throw RecordFormatException.Missing(Table, RoomIdField),
            Title = title ?? throw RecordFormatException.Missing(Table, TitleField),
            Description = description,
            AssignedTo = assignedTo,
            Status = status,
            CreatedAt = createdAt ?? reader.NowUnlessStored(Table, CreatedAtField),
            Metadata = metadata,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
