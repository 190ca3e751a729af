using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>What an event says. A closed family, told apart by <see cref="ContentType"/>, plus <see cref="UnknownContent"/> for the types of a newer version.</summary>
[JsonConverter(typeof(RecordJsonConverter<EventContent>))]
public abstract partial record EventContent : ConversationRecord
{
    private protected EventContent()
    {
    }

    /// <summary>The wire name of the content type, such as <c>text</c>.</summary>
    public abstract string ContentType { get; }
}

/// <summary>Content of a type that this version does not know: kept as it is and written back unchanged.</summary>
public sealed record UnknownContent : EventContent
{
    private readonly string contentType;

    /// <summary>Content of an unknown type; its members are <see cref="ConversationRecord.UnknownMembers"/>.</summary>
    /// <param name="contentType">The wire name of the type.</param>
    /// <exception cref="ArgumentException"><paramref name="contentType"/> is empty, or names a type that this version knows.</exception>
    public UnknownContent(string contentType)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        if (IsKnown(contentType)) throw new ArgumentException($"The content type '{contentType}' is known: use its record.", nameof(contentType));
        this.contentType = contentType;
    }

    /// <inheritdoc/>
    public override string ContentType => contentType;
}
