using Conversations.Serialization;

namespace Conversations;

public abstract partial record EventContent : IRecord<EventContent>
{
    private protected const int TypeNumber = 1;

    private protected static readonly Field TypeField = new(TypeNumber, "type");

    private static readonly FieldTable Table = new("content", TypeField);

    static FieldTable IRecord<EventContent>.Fields => Table;

    /// <summary>Whether this version has a record for a content type.</summary>
    /// <param name="contentType">The wire name of the type.</param>
    public static bool IsKnown(string contentType) => contentType is
        "text" or "rich" or "media" or "location" or "audio" or "video" or "composite" or "system" or "template" or "edit" or "delete" or "tool_call";

    // Field 1 of every content is its type, written first, so that a reader of the stored format finds it at once.
    static void IRecord<EventContent>.Write<TWriter>(EventContent value, ref TWriter writer)
    {
        writer.WriteString(TypeField, value.ContentType);
        switch (value)
        {
            case TextContent known: WriteFields(known, ref writer); break;
            case RichContent known: WriteFields(known, ref writer); break;
            case MediaContent known: WriteFields(known, ref writer); break;
            case LocationContent known: WriteFields(known, ref writer); break;
            case AudioContent known: WriteFields(known, ref writer); break;
            case VideoContent known: WriteFields(known, ref writer); break;
            case CompositeContent known: WriteFields(known, ref writer); break;
            case SystemContent known: WriteFields(known, ref writer); break;
            case TemplateContent known: WriteFields(known, ref writer); break;
            case EditContent known: WriteFields(known, ref writer); break;
            case DeleteContent known: WriteFields(known, ref writer); break;
            case ToolCallContent known: WriteFields(known, ref writer); break;
            default: writer.WriteUnknown(value.UnknownMembers); break;
        }
    }

    static EventContent IRecord<EventContent>.Read<TReader>(ref TReader reader) => reader.Peek(Table, TypeField) switch
    {
        "text" => ReadFields<TReader, TextContent>(ref reader),
        "rich" => ReadFields<TReader, RichContent>(ref reader),
        "media" => ReadFields<TReader, MediaContent>(ref reader),
        "location" => ReadFields<TReader, LocationContent>(ref reader),
        "audio" => ReadFields<TReader, AudioContent>(ref reader),
        "video" => ReadFields<TReader, VideoContent>(ref reader),
        "composite" => ReadFields<TReader, CompositeContent>(ref reader),
        "system" => ReadFields<TReader, SystemContent>(ref reader),
        "template" => ReadFields<TReader, TemplateContent>(ref reader),
        "edit" => ReadFields<TReader, EditContent>(ref reader),
        "delete" => ReadFields<TReader, DeleteContent>(ref reader),
        "tool_call" => ReadFields<TReader, ToolCallContent>(ref reader),
        { } type when !string.IsNullOrWhiteSpace(type) => ReadUnknown(type, ref reader),
        _ => throw RecordFormatException.Missing(Table, TypeField),
    };

    private static void WriteFields<TWriter, T>(T value, ref TWriter writer)
        where TWriter : struct, IFieldWriter, allows ref struct
        where T : class, IRecord<T> =>
        T.Write(value, ref writer);

    private static T ReadFields<TReader, T>(ref TReader reader)
        where TReader : struct, IFieldReader, allows ref struct
        where T : class, IRecord<T> =>
        T.Read(ref reader);

    private static UnknownContent ReadUnknown<TReader>(string type, ref TReader reader)
        where TReader : struct, IFieldReader, allows ref struct
    {
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            if (number == TypeNumber) reader.Skip();
            else reader.ReadUnknown(ref unknown);
        }

        return new(type) { UnknownMembers = unknown.ToObject() };
    }
}
