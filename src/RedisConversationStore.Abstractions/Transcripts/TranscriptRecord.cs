namespace Conversations;

/// <summary>What a line of a transcript holds.</summary>
public enum TranscriptKind
{
    /// <summary>A <see cref="Conversations.Room"/>; <c>room</c>.</summary>
    Room,

    /// <summary>A <see cref="ChannelBinding"/>; <c>binding</c>.</summary>
    Binding,

    /// <summary>A <see cref="Conversations.Participant"/>; <c>participant</c>.</summary>
    Participant,

    /// <summary>An <see cref="Conversations.Identity"/>; <c>identity</c>.</summary>
    Identity,

    /// <summary>A <see cref="ConversationTask"/>; <c>task</c>.</summary>
    Task,

    /// <summary>An <see cref="Conversations.Observation"/>; <c>observation</c>.</summary>
    Observation,

    /// <summary>A <see cref="RoomEvent"/>; <c>event</c>.</summary>
    Event,

    /// <summary>A <see cref="Conversations.ReadMarker"/>; <c>read_marker</c>.</summary>
    ReadMarker,
}

/// <summary>One line of a transcript: exactly one record, and what kind it is.</summary>
public sealed record TranscriptRecord
{
    /// <summary>A line that holds a record.</summary>
    /// <param name="value">A room, binding, participant, identity, task, observation, event or read marker.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException">A transcript has no lines for records of that type.</exception>
    public TranscriptRecord(ConversationRecord value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
        (Kind, RoomId) = value switch
        {
            Room room => (TranscriptKind.Room, room.Id),
            ChannelBinding binding => (TranscriptKind.Binding, binding.RoomId),
            Participant participant => (TranscriptKind.Participant, participant.RoomId),
            Identity => (TranscriptKind.Identity, (string?)null),
            ConversationTask task => (TranscriptKind.Task, task.RoomId),
            Observation observation => (TranscriptKind.Observation, observation.RoomId),
            RoomEvent roomEvent => (TranscriptKind.Event, roomEvent.RoomId),
            ReadMarker marker => (TranscriptKind.ReadMarker, marker.RoomId),
            _ => throw new ArgumentException($"A transcript has no lines for a {value.GetType().Name}.", nameof(value)),
        };
    }

    /// <summary>What the line holds.</summary>
    public TranscriptKind Kind { get; }

    /// <summary>The record; its type follows from <see cref="Kind"/>.</summary>
    public ConversationRecord Value { get; }

    /// <summary>The room the record is, or belongs to; null for an identity.</summary>
    public string? RoomId { get; }
}

/// <summary>The names of <see cref="TranscriptKind"/>s in transcripts.</summary>
public static class TranscriptKinds
{
    private static readonly string[] Names = ["room", "binding", "participant", "identity", "task", "observation", "event", "read_marker"];

    /// <summary>All kinds.</summary>
    public static ValueList<TranscriptKind> All { get; } = ValueList.From(Enum.GetValues<TranscriptKind>());

    /// <summary>The member of a line that holds records of a kind, such as <c>read_marker</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static string MemberName(this TranscriptKind kind) =>
        (uint)kind < (uint)Names.Length ? Names[(int)kind] : throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of record.");

    internal static bool TryParse(string name, out TranscriptKind kind)
    {
        var position = Array.IndexOf(Names, name);
        kind = (TranscriptKind)position;
        return position >= 0;
    }
}
