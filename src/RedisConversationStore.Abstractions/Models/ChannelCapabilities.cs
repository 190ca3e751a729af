using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>What a channel can carry. Limits are above 0, or null for none known.</summary>
[JsonConverter(typeof(RecordJsonConverter<ChannelCapabilities>))]
public sealed partial record ChannelCapabilities : ConversationRecord
{
    // Before TextOnly: static members are initialised in the order of the text.
    internal static ValueList<ChannelMediaType> DefaultMediaTypes { get; } = [ChannelMediaType.Text];

    /// <summary>Plain text and nothing else; the default.</summary>
    public static ChannelCapabilities TextOnly { get; } = new();

    /// <summary>The kinds of content. Default: text.</summary>
    public ValueList<ChannelMediaType> MediaTypes { get; init; } = DefaultMediaTypes;

    /// <summary>The longest text, in characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether the channel has threads.</summary>
    public bool SupportsThreading { get; init; }

    /// <summary>Whether the channel has reactions.</summary>
    public bool SupportsReactions { get; init; }

    /// <summary>Whether messages can be edited.</summary>
    public bool SupportsEdit { get; init; }

    /// <summary>Whether messages can be deleted.</summary>
    public bool SupportsDelete { get; init; }

    /// <summary>Whether the channel reports reading.</summary>
    public bool SupportsReadReceipts { get; init; }

    /// <summary>Whether the channel shows typing.</summary>
    public bool SupportsTyping { get; init; }

    /// <summary>Whether the channel has templates.</summary>
    public bool SupportsTemplates { get; init; }

    /// <summary>Whether the channel shows markup.</summary>
    public bool SupportsRichText { get; init; }

    /// <summary>Whether the channel has buttons.</summary>
    public bool SupportsButtons { get; init; }

    /// <summary>The most buttons of one message.</summary>
    public int? MaxButtons { get; init; }

    /// <summary>Whether the channel has cards.</summary>
    public bool SupportsCards { get; init; }

    /// <summary>Whether the channel has quick replies.</summary>
    public bool SupportsQuickReplies { get; init; }

    /// <summary>Whether the channel carries files.</summary>
    public bool SupportsMedia { get; init; }

    /// <summary>The media types it carries; null for any.</summary>
    public ValueList<string>? SupportedMediaTypes { get; init; }

    /// <summary>The largest file, in bytes.</summary>
    public long? MaxMediaSizeBytes { get; init; }

    /// <summary>Whether the channel carries audio.</summary>
    public bool SupportsAudio { get; init; }

    /// <summary>The longest audio, in seconds.</summary>
    public double? MaxAudioDurationSeconds { get; init; }

    /// <summary>The audio formats it carries; null for any.</summary>
    public ValueList<string>? SupportedAudioFormats { get; init; }

    /// <summary>Whether the channel carries video.</summary>
    public bool SupportsVideo { get; init; }

    /// <summary>The longest video, in seconds.</summary>
    public double? MaxVideoDurationSeconds { get; init; }

    /// <summary>The video formats it carries; null for any.</summary>
    public ValueList<string>? SupportedVideoFormats { get; init; }

    /// <summary>How events reach the recipients behind the channel. Default: broadcast.</summary>
    public DeliveryMode DeliveryMode { get; init; }

    /// <summary>Free-form capabilities.</summary>
    public DataObject Custom { get; init; } = DataObject.Empty;
}
