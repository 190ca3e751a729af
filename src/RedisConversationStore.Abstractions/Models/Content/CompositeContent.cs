namespace Conversations;

/// <summary>Several contents sent as one.</summary>
public sealed partial record CompositeContent : EventContent
{
    /// <summary>How deep composites and edits may be nested in one another: 5 levels.</summary>
    public const int MaxDepth = 5;

    /// <inheritdoc/>
    public override string ContentType => "composite";

    /// <summary>The parts, in order; at least one.</summary>
    public required ValueList<EventContent> Parts { get; init; }
}

/// <summary>An earlier event was edited.</summary>
public sealed partial record EditContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "edit";

    /// <summary>The edited event.</summary>
    public required string TargetEventId { get; init; }

    /// <summary>What the event says now.</summary>
    public required EventContent NewContent { get; init; }

    /// <summary>Who edited it, such as <c>sender</c>.</summary>
    public string? EditSource { get; init; }
}

/// <summary>An earlier event was deleted.</summary>
public sealed partial record DeleteContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "delete";

    /// <summary>The deleted event.</summary>
    public required string TargetEventId { get; init; }

    /// <summary>Who deleted it. Default: sender.</summary>
    public DeleteType DeleteType { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>A tool called by an agent.</summary>
public sealed partial record ToolCallContent : EventContent
{
    /// <inheritdoc/>
    public override string ContentType => "tool_call";

    /// <summary>The tool.</summary>
    public required string ToolName { get; init; }

    /// <summary>The id of the call.</summary>
    public required string ToolId { get; init; }

    /// <summary>The arguments.</summary>
    public DataObject Arguments { get; init; } = DataObject.Empty;

    /// <summary>What the tool returned; null while it runs.</summary>
    public DataValue Result { get; init; }

    /// <summary>The state of the call. Default: pending.</summary>
    public ToolCallStatus Status { get; init; }

    /// <summary>How long the call took, in milliseconds; 0 or more.</summary>
    public long? DurationMs { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>The result in a shape for programs.</summary>
    public DataObject? StructuredContent { get; init; }
}
