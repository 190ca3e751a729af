namespace Conversations;

/// <summary>Plain text.</summary>
public sealed partial record TextContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "text";

    /// <summary>The text.</summary>
    public required string Body { get; init; }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public string? Language { get; init; }
}

/// <summary>Text with markup, buttons and cards.</summary>
public sealed partial record RichContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "rich";

    /// <summary>The text with its markup.</summary>
    public required string Body { get; init; }

    /// <summary>The markup. Default: markdown.</summary>
    public RichTextFormat Format { get; init; }

    /// <summary>The same text for channels without markup.</summary>
    public string? PlainText { get; init; }

    /// <summary>Buttons, in order, shaped as their channel wants them.</summary>
    public ValueList<DataObject> Buttons { get; init; } = [];

    /// <summary>Cards, in order, shaped as their channel wants them.</summary>
    public ValueList<DataObject> Cards { get; init; } = [];

    /// <summary>Suggested answers, in order.</summary>
    public ValueList<string> QuickReplies { get; init; } = [];
}

/// <summary>A message made from a template of the provider.</summary>
public sealed partial record TemplateContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "template";

    /// <summary>The provider's id of the template.</summary>
    public required string TemplateId { get; init; }

    /// <summary>The language of the template. Default: en.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The template's parameters.</summary>
    public ValueMap<string> Parameters { get; init; } = [];

    /// <summary>The text as the recipient sees it.</summary>
    public string? Body { get; init; }
}

/// <summary>A notice of the platform.</summary>
public sealed partial record SystemContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "system";

    /// <summary>The notice.</summary>
    public required string Body { get; init; }

    /// <summary>A code that programs can act on.</summary>
    public string? Code { get; init; }

    /// <summary>Details for programs.</summary>
    public DataObject Data { get; init; } = DataObject.Empty;
}
