using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>What kind of thing happened.</summary>
/// <remarks>An open enum: a value this version does not know is read, kept and written unchanged. Two values are equal when their wire strings are.</remarks>
[JsonConverter(typeof(OpenEnumJsonConverter<EventType>))]
public readonly struct EventType : IOpenEnum<EventType>
{
    private readonly string? value;

    /// <summary>A value by its wire string, known to this version or not.</summary>
    /// <param name="value">The wire string, such as <c>"message"</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public EventType(string value) => this.value = OpenEnum.Checked(value);

    /// <summary><c>message</c>: Something was said; the default.</summary>
    public static EventType Message { get; } = new("message");

    /// <summary><c>system</c>: A notice of the platform.</summary>
    public static EventType System { get; } = new("system");

    /// <summary><c>typing</c>: Somebody types.</summary>
    public static EventType Typing { get; } = new("typing");

    /// <summary><c>read_receipt</c>: A provider reports that a message was read.</summary>
    public static EventType ReadReceipt { get; } = new("read_receipt");

    /// <summary><c>delivery_receipt</c>: A provider reports that a message was delivered.</summary>
    public static EventType DeliveryReceipt { get; } = new("delivery_receipt");

    /// <summary><c>presence</c>: Somebody came online or went away.</summary>
    public static EventType Presence { get; } = new("presence");

    /// <summary><c>reaction</c>: A reaction to another event.</summary>
    public static EventType Reaction { get; } = new("reaction");

    /// <summary><c>edit</c>: An earlier event was edited.</summary>
    public static EventType Edit { get; } = new("edit");

    /// <summary><c>delete</c>: An earlier event was deleted.</summary>
    public static EventType Delete { get; } = new("delete");

    /// <summary><c>participant_joined</c>: A participant joined.</summary>
    public static EventType ParticipantJoined { get; } = new("participant_joined");

    /// <summary><c>participant_left</c>: A participant left.</summary>
    public static EventType ParticipantLeft { get; } = new("participant_left");

    /// <summary><c>participant_identified</c>: It became known who a participant is.</summary>
    public static EventType ParticipantIdentified { get; } = new("participant_identified");

    /// <summary><c>participant_updated</c>: A participant record changed.</summary>
    public static EventType ParticipantUpdated { get; } = new("participant_updated");

    /// <summary><c>channel_attached</c>: A channel was bound to the room.</summary>
    public static EventType ChannelAttached { get; } = new("channel_attached");

    /// <summary><c>channel_detached</c>: A channel was unbound.</summary>
    public static EventType ChannelDetached { get; } = new("channel_detached");

    /// <summary><c>channel_muted</c>: A channel was muted.</summary>
    public static EventType ChannelMuted { get; } = new("channel_muted");

    /// <summary><c>channel_unmuted</c>: A channel was unmuted.</summary>
    public static EventType ChannelUnmuted { get; } = new("channel_unmuted");

    /// <summary><c>channel_updated</c>: A binding changed.</summary>
    public static EventType ChannelUpdated { get; } = new("channel_updated");

    /// <summary><c>task_created</c>: A task was created.</summary>
    public static EventType TaskCreated { get; } = new("task_created");

    /// <summary><c>task_delegated</c>: A task was given to somebody.</summary>
    public static EventType TaskDelegated { get; } = new("task_delegated");

    /// <summary><c>task_completed</c>: A task was completed.</summary>
    public static EventType TaskCompleted { get; } = new("task_completed");

    /// <summary><c>observation</c>: Something was noticed.</summary>
    public static EventType Observation { get; } = new("observation");

    /// <summary><c>tool_call_start</c>: An agent called a tool.</summary>
    public static EventType ToolCallStart { get; } = new("tool_call_start");

    /// <summary><c>tool_call_end</c>: A tool returned.</summary>
    public static EventType ToolCallEnd { get; } = new("tool_call_end");

    /// <summary><c>dtmf</c>: A key was pressed during a call.</summary>
    public static EventType Dtmf { get; } = new("dtmf");

    /// <summary><c>recording_started</c>: A recording began.</summary>
    public static EventType RecordingStarted { get; } = new("recording_started");

    /// <summary><c>recording_stopped</c>: A recording ended.</summary>
    public static EventType RecordingStopped { get; } = new("recording_stopped");

    /// <inheritdoc/>
    public string Value => value ?? "message";

    static EventType IOpenEnum<EventType>.Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(EventType other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    /// <summary>The wire string.</summary>
    public override string ToString() => Value;

    /// <summary>Whether two values have the same wire string.</summary>
    public static bool operator ==(EventType left, EventType right) => left.Equals(right);

    /// <summary>Whether two values have different wire strings.</summary>
    public static bool operator !=(EventType left, EventType right) => !left.Equals(right);
}
