using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>What kind of channel it is. There is no default: a binding and an event source always name one.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<ChannelType>))]
public readonly struct ChannelType : IOpenEnum<ChannelType>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"sms"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public ChannelType(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>sms</c>: SMS.</summary>
    public static ChannelType Sms { get; } = new("sms");

    /// <summary><c>mms</c>: MMS.</summary>
    public static ChannelType Mms { get; } = new("mms");

    /// <summary><c>rcs</c>: RCS.</summary>
    public static ChannelType Rcs { get; } = new("rcs");

    /// <summary><c>email</c>: E-mail.</summary>
    public static ChannelType Email { get; } = new("email");

    /// <summary><c>whatsapp</c>: WhatsApp Business.</summary>
    public static ChannelType WhatsApp { get; } = new("whatsapp");

    /// <summary><c>whatsapp_personal</c>: A personal WhatsApp account.</summary>
    public static ChannelType WhatsAppPersonal { get; } = new("whatsapp_personal");

    /// <summary><c>websocket</c>: A WebSocket, such as a web chat.</summary>
    public static ChannelType WebSocket { get; } = new("websocket");

    /// <summary><c>ai</c>: An AI agent.</summary>
    public static ChannelType AI { get; } = new("ai");

    /// <summary><c>voice</c>: A telephone call.</summary>
    public static ChannelType Voice { get; } = new("voice");

    /// <summary><c>realtime_voice</c>: Realtime voice.</summary>
    public static ChannelType RealtimeVoice { get; } = new("realtime_voice");

    /// <summary><c>realtime_audio_video</c>: Realtime audio and video.</summary>
    public static ChannelType RealtimeAudioVideo { get; } = new("realtime_audio_video");

    /// <summary><c>push</c>: Push notifications.</summary>
    public static ChannelType Push { get; } = new("push");

    /// <summary><c>messenger</c>: Facebook Messenger.</summary>
    public static ChannelType Messenger { get; } = new("messenger");

    /// <summary><c>telegram</c>: Telegram.</summary>
    public static ChannelType Telegram { get; } = new("telegram");

    /// <summary><c>teams</c>: Microsoft Teams.</summary>
    public static ChannelType Teams { get; } = new("teams");

    /// <summary><c>discord</c>: Discord.</summary>
    public static ChannelType Discord { get; } = new("discord");

    /// <summary><c>buzz</c>: Buzz.</summary>
    public static ChannelType Buzz { get; } = new("buzz");

    /// <summary><c>webhook</c>: A generic webhook.</summary>
    public static ChannelType Webhook { get; } = new("webhook");

    /// <summary><c>video</c>: Video.</summary>
    public static ChannelType Video { get; } = new("video");

    /// <summary><c>audio_video</c>: Audio and video.</summary>
    public static ChannelType AudioVideo { get; } = new("audio_video");

    /// <summary><c>conference</c>: A conference.</summary>
    public static ChannelType Conference { get; } = new("conference");

    /// <summary><c>cli</c>: A command line.</summary>
    public static ChannelType Cli { get; } = new("cli");

    /// <summary><c>system</c>: The platform itself.</summary>
    public static ChannelType System { get; } = new("system");

    /// <summary>The wire string; empty when no value was given, which no store accepts.</summary>
    public string Value => value ?? "";

    static ChannelType IOpenEnum<ChannelType>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ChannelType other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChannelType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(ChannelType left, ChannelType right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(ChannelType left, ChannelType right) => !left.Equals(right);
}
