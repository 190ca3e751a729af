using Conversations.Serialization;

namespace Conversations;

public sealed partial record CompositeContent : IRecord<CompositeContent>
{
    private static readonly Field PartsField = new(2, "parts");

    private static readonly FieldTable Table = new(
        "composite content", TypeField, PartsField);

    static FieldTable IRecord<CompositeContent>.Fields => Table;

    static void IRecord<CompositeContent>.Write<TWriter>(CompositeContent value, ref TWriter writer)
    {
        writer.WriteRecords(PartsField, value.Parts);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static CompositeContent IRecord<CompositeContent>.Read<TReader>(ref TReader reader)
    {
        ValueList<EventContent>? parts = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: parts = reader.ReadRecords<EventContent>(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Parts = parts ?? throw RecordFormatException.Missing(Table, PartsField),
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record EditContent : IRecord<EditContent>
{
    private static readonly Field TargetEventIdField = new(2, "target_event_id");
    private static readonly Field NewContentField = new(3, "new_content");
    private static readonly Field EditSourceField = new(4, "edit_source");

    private static readonly FieldTable Table = new(
        "edit content", TypeField, TargetEventIdField, NewContentField, EditSourceField);

    static FieldTable IRecord<EditContent>.Fields => Table;

    static void IRecord<EditContent>.Write<TWriter>(EditContent value, ref TWriter writer)
    {
        writer.String(TargetEventIdField, value.TargetEventId);
        writer.Record(NewContentField, value.NewContent);
        writer.String(EditSourceField, value.EditSource);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static EditContent IRecord<EditContent>.Read<TReader>(ref TReader reader)
    {
        string? targetEventId = null;
        EventContent? newContent = null;
        string? editSource = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: targetEventId = reader.ReadString(); break;
                case 3: newContent = reader.ReadRecord<EventContent>(); break;
                case 4: editSource = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            TargetEventId = targetEventId ?? throw RecordFormatException.Missing(Table, TargetEventIdField),
            NewContent = newContent ?? throw RecordFormatException.Missing(Table, NewContentField),
            EditSource = editSource,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record DeleteContent : IRecord<DeleteContent>
{
    private static readonly Field TargetEventIdField = new(2, "target_event_id");
    private static readonly Field DeleteTypeField = new(3, "delete_type");
    private static readonly Field ReasonField = new(4, "reason");

    private static readonly FieldTable Table = new(
        "delete content", TypeField, TargetEventIdField, DeleteTypeField, ReasonField);

    static FieldTable IRecord<DeleteContent>.Fields => Table;

    static void IRecord<DeleteContent>.Write<TWriter>(DeleteContent value, ref TWriter writer)
    {
        writer.String(TargetEventIdField, value.TargetEventId);
        writer.Enum(DeleteTypeField, value.DeleteType);
        writer.String(ReasonField, value.Reason);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static DeleteContent IRecord<DeleteContent>.Read<TReader>(ref TReader reader)
    {
        string? targetEventId = null;
        DeleteType deleteType = default;
        string? reason = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: targetEventId = reader.ReadString(); break;
                case 3: deleteType = reader.ReadEnum<TReader, DeleteType>(); break;
                case 4: reason = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            TargetEventId = targetEventId ?? throw RecordFormatException.Missing(Table, TargetEventIdField),
            DeleteType = deleteType,
            Reason = reason,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record ToolCallContent : IRecord<ToolCallContent>
{
    private static readonly Field ToolNameField = new(2, "tool_name");
    private static readonly Field ToolIdField = new(3, "tool_id");
    private static readonly Field ArgumentsField = new(4, "arguments");
    private static readonly Field ResultField = new(5, "result");
    private static readonly Field StatusField = new(6, "status");
    private static readonly Field DurationMsField = new(7, "duration_ms");
    private static readonly Field ErrorField = new(8, "error");
    private static readonly Field StructuredContentField = new(9, "structured_content");

    private static readonly FieldTable Table = new(
        "tool_call content", TypeField, ToolNameField, ToolIdField, ArgumentsField, ResultField, StatusField, DurationMsField, ErrorField, StructuredContentField);

    static FieldTable IRecord<ToolCallContent>.Fields => Table;

    static void IRecord<ToolCallContent>.Write<TWriter>(ToolCallContent value, ref TWriter writer)
    {
        writer.String(ToolNameField, value.ToolName);
        writer.String(ToolIdField, value.ToolId);
        writer.Object(ArgumentsField, value.Arguments);
        writer.Data(ResultField, value.Result);
        writer.Enum(StatusField, value.Status);
        writer.Int64(DurationMsField, value.DurationMs);
        writer.String(ErrorField, value.Error);
        writer.Data(StructuredContentField, value.StructuredContent);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static ToolCallContent IRecord<ToolCallContent>.Read<TReader>(ref TReader reader)
    {
        string? toolName = null;
        string? toolId = null;
        var arguments = DataObject.Empty;
        var result = DataValue.Null;
        ToolCallStatus status = default;
        long? durationMs = null;
        string? error = null;
        DataObject? structuredContent = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: toolName = reader.ReadString(); break;
                case 3: toolId = reader.ReadString(); break;
                case 4: arguments = reader.ReadObject(); break;
                case 5: result = reader.ReadData(); break;
                case 6: status = reader.ReadEnum<TReader, ToolCallStatus>(); break;
                case 7: durationMs = reader.ReadInt64(); break;
                case 8: error = reader.ReadString(); break;
                case 9: structuredContent = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            ToolName = toolName ?? throw RecordFormatException.Missing(Table, ToolNameField),
            ToolId = toolId ?? throw RecordFormatException.Missing(Table, ToolIdField),
            Arguments = arguments,
            Result = result,
            Status = status,
            DurationMs = durationMs,
            Error = error,
            StructuredContent = structuredContent,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
