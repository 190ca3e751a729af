using Conversations.Serialization;

namespace Conversations;

public sealed partial record TextContent : IRecord<TextContent>
{
    private static readonly Field BodyField = new(2, "body");
    private static readonly Field LanguageField = new(3, "language");

    private static readonly FieldTable Table = new(
        "text content", TypeField, BodyField, LanguageField);

    static FieldTable IRecord<TextContent>.Fields => Table;

    static void IRecord<TextContent>.Write<TWriter>(TextContent value, ref TWriter writer)
    {
        writer.String(BodyField, value.Body);
        writer.String(LanguageField, value.Language);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static TextContent IRecord<TextContent>.Read<TReader>(ref TReader reader)
    {
        string? body = null;
        string? language = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: body = reader.ReadString(); break;
                case 3: language = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Body = body ?? throw RecordFormatException.Missing(Table, BodyField),
            Language = language,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record RichContent : IRecord<RichContent>
{
    private static readonly Field BodyField = new(2, "body");
    private static readonly Field FormatField = new(3, "format");
    private static readonly Field PlainTextField = new(4, "plain_text");
    private static readonly Field ButtonsField = new(5, "buttons");
    private static readonly Field CardsField = new(6, "cards");
    private static readonly Field QuickRepliesField = new(7, "quick_replies");

    private static readonly FieldTable Table = new(
        "rich content", TypeField, BodyField, FormatField, PlainTextField, ButtonsField, CardsField, QuickRepliesField);

    static FieldTable IRecord<RichContent>.Fields => Table;

    static void IRecord<RichContent>.Write<TWriter>(RichContent value, ref TWriter writer)
    {
        writer.String(BodyField, value.Body);
        writer.Enum(FormatField, value.Format);
        writer.String(PlainTextField, value.PlainText);
        writer.Objects(ButtonsField, value.Buttons);
        writer.Objects(CardsField, value.Cards);
        writer.Strings(QuickRepliesField, value.QuickReplies);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static RichContent IRecord<RichContent>.Read<TReader>(ref TReader reader)
    {
        string? body = null;
        RichTextFormat format = default;
        string? plainText = null;
        var buttons = ValueList<DataObject>.Empty;
        var cards = ValueList<DataObject>.Empty;
        var quickReplies = ValueList<string>.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: body = reader.ReadString(); break;
                case 3: format = reader.ReadEnum<TReader, RichTextFormat>(); break;
                case 4: plainText = reader.ReadString(); break;
                case 5: buttons = reader.ReadObjects(); break;
                case 6: cards = reader.ReadObjects(); break;
                case 7: quickReplies = reader.ReadStrings(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Body = body ?? throw RecordFormatException.Missing(Table, BodyField),
            Format = format,
            PlainText = plainText,
            Buttons = buttons,
            Cards = cards,
            QuickReplies = quickReplies,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record TemplateContent : IRecord<TemplateContent>
{
    private static readonly Field TemplateIdField = new(2, "template_id");
    private static readonly Field LanguageField = new(3, "language");
    private static readonly Field ParametersField = new(4, "parameters");
    private static readonly Field BodyField = new(5, "body");

    private static readonly FieldTable Table = new(
        "template content", TypeField, TemplateIdField, LanguageField, ParametersField, BodyField);

    static FieldTable IRecord<TemplateContent>.Fields => Table;

    static void IRecord<TemplateContent>.Write<TWriter>(TemplateContent value, ref TWriter writer)
    {
        writer.String(TemplateIdField, value.TemplateId);
        writer.String(LanguageField, value.Language, "en");
        writer.StringMap(ParametersField, value.Parameters);
        writer.String(BodyField, value.Body);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static TemplateContent IRecord<TemplateContent>.Read<TReader>(ref TReader reader)
    {
        string? templateId = null;
        var language = "en";
        var parameters = ValueMap<string>.Empty;
        string? body = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: templateId = reader.ReadString(); break;
                case 3: language = reader.ReadString(); break;
                case 4: parameters = reader.ReadStringMap(); break;
                case 5: body = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            TemplateId = templateId ?? throw RecordFormatException.Missing(Table, TemplateIdField),
            Language = language,
            Parameters = parameters,
            Body = body,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record SystemContent : IRecord<SystemContent>
{
    private static readonly Field BodyField = new(2, "body");
    private static readonly Field CodeField = new(3, "code");
    private static readonly Field DataField = new(4, "data");

    private static readonly FieldTable Table = new(
        "system content", TypeField, BodyField, CodeField, DataField);

    static FieldTable IRecord<SystemContent>.Fields => Table;

    static void IRecord<SystemContent>.Write<TWriter>(SystemContent value, ref TWriter writer)
    {
        writer.String(BodyField, value.Body);
        writer.String(CodeField, value.Code);
        writer.Object(DataField, value.Data);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static SystemContent IRecord<SystemContent>.Read<TReader>(ref TReader reader)
    {
        string? body = null;
        string? code = null;
        var data = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: body = reader.ReadString(); break;
                case 3: code = reader.ReadString(); break;
                case 4: data = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Body = body ?? throw RecordFormatException.Missing(Table, BodyField),
            Code = code,
            Data = data,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
