using System.Runtime.CompilerServices;
using Conversations.Serialization;

namespace Conversations;

/// <summary>The rules every store applies to a record that comes in, the same in all of them: it is checked, and returned as a store keeps it (times in UTC and whole microseconds, derived members in order). For whoever writes a store.</summary>
/// <remarks>Every method but <see cref="IsId"/> throws <see cref="ArgumentException"/>, or a type derived from it, that names the offending member.</remarks>
public static partial class RecordRules
{
    /// <summary>Checks an id that is an argument of its own.</summary>
    /// <param name="id">The id.</param>
    /// <param name="name">What it is called.</param>
    public static void Id(string? id, [CallerArgumentExpression(nameof(id))] string? name = null) => Check.Id(id, name);

    /// <summary>Whether a text can be an id: not empty or white space, at most 512 bytes of UTF-8, no control characters, no unpaired surrogates.</summary>
    /// <param name="text">The text.</param>
    public static bool IsId(string text) => Check.IsId(text);

    /// <summary>Checks a room.</summary>
    /// <param name="room">The room.</param>
    /// <returns>The room as a store keeps it; store-managed members are as given.</returns>
    public static Room Accept(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        Check.Id(room.Id);
        Check.OptionalId(room.OrganizationId);
        Check.Enum(room.Status);
        Check.Enum(room.AgentResponsePolicy);
        Check.Instant(room.CreatedAt);
        Check.Instant(room.UpdatedAt);
        Check.Instant(room.ClosedAt);
        ArgumentNullException.ThrowIfNull(room.Timers);
        Check.AtLeast(room.Timers.InactiveAfterSeconds, 0);
        Check.AtLeast(room.Timers.ClosedAfterSeconds, 0);
        Check.Instant(room.Timers.LastActivityAt);
        Unknown(room.Timers);
        Check.Data(room.Metadata);
        Unknown(room);
        return room with
        {
            CreatedAt = Instants.Normalize(room.CreatedAt),
            UpdatedAt = Instants.Normalize(room.UpdatedAt),
            ClosedAt = Normalize(room.ClosedAt),
            Timers = room.Timers with { LastActivityAt = Normalize(room.Timers.LastActivityAt) },
        };
    }

    /// <summary>Checks conditions on a room.</summary>
    /// <param name="conditions">The conditions; null for none.</param>
    /// <returns>The conditions as a store compares them: times in UTC and whole microseconds.</returns>
    public static RoomConditions Accept(RoomConditions? conditions)
    {
        if (conditions is null) return RoomConditions.None;
        Check.Instant(conditions.NoActivitySince);
        Check.AtLeast(conditions.Version, 1);
        Check.AtLeast(conditions.LatestIndex, -1);
        if (conditions.Epoch is { } epoch) EventCursor.CheckEpoch(epoch);
        return conditions with { NoActivitySince = Normalize(conditions.NoActivitySince) };
    }

    /// <summary>Checks a binding.</summary>
    /// <param name="binding">The binding.</param>
    /// <returns>The binding as a store keeps it.</returns>
    public static ChannelBinding Accept(ChannelBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        Check.Id(binding.RoomId);
        Check.Id(binding.ChannelId);
        Check.Enum(binding.ChannelType);
        Check.Enum(binding.Category);
        Check.Enum(binding.Direction);
        Check.Enum(binding.Access);
        Check.RequiredText(binding.Visibility);
        Check.OptionalId(binding.ParticipantId);
        Check.AtLeast(binding.LastReadIndex, 0);
        Check.Instant(binding.AttachedAt);
        Capabilities(binding.Capabilities);
        if (binding.RateLimit is { } rateLimit)
        {
            Check.Above(rateLimit.MaxPerSecond, 0);
            Check.Above(rateLimit.MaxPerMinute, 0);
            Check.Above(rateLimit.MaxPerHour, 0);
            Unknown(rateLimit);
        }

        if (binding.RetryPolicy is { } retryPolicy)
        {
            Check.AtLeast(retryPolicy.MaxRetries, 0);
            Check.AtLeast(retryPolicy.BaseDelaySeconds, 0.0);
            Check.AtLeast(retryPolicy.MaxDelaySeconds, 0.0);
            Check.AtLeast(retryPolicy.ExponentialBase, 1.0);
            Check.Texts(retryPolicy.RetryableErrors);
            Unknown(retryPolicy);
        }

        Check.Data(binding.Metadata);
        Unknown(binding);
        return binding with { AttachedAt = Instants.Normalize(binding.AttachedAt) };
    }

    /// <summary>Checks a participant.</summary>
    /// <param name="participant">The participant.</param>
    /// <returns>The participant as a store keeps it: connected_via starts with the primary channel and repeats nothing.</returns>
    public static Participant Accept(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        Check.Id(participant.RoomId);
        Check.Id(participant.Id);
        Check.Id(participant.ChannelId);
        Check.Text(participant.DisplayName);
        Check.Enum(participant.Role);
        Check.Enum(participant.Status);
        Check.Enum(participant.Identification);
        Check.OptionalId(participant.IdentityId);
        Check.Texts(participant.Candidates);
        ArgumentNullException.ThrowIfNull(participant.ConnectedVia);
        foreach (var channelId in participant.ConnectedVia.AsSpan()) Check.Id(channelId, "participant.ConnectedVia");
        Check.Text(participant.ExternalId);
        Check.Instant(participant.ResolvedAt);
        Check.Text(participant.ResolvedBy);
        Check.Instant(participant.JoinedAt);
        Check.Data(participant.Metadata);
        Unknown(participant);
        return participant with
        {
            ConnectedVia = ConnectedVia(participant, []),
            ResolvedAt = Normalize(participant.ResolvedAt),
            JoinedAt = Instants.Normalize(participant.JoinedAt),
        };
    }

    /// <summary>What adding a participant again makes of the record that is there: joined_at is kept, connected_via becomes the union.</summary>
    /// <param name="added">The participant being added, already accepted.</param>
    /// <param name="existing">The participant that is there.</param>
    public static Participant Merge(Participant added, Participant existing)
    {
        ArgumentNullException.ThrowIfNull(added);
        ArgumentNullException.ThrowIfNull(existing);
        return added with { JoinedAt = existing.JoinedAt, ConnectedVia = ConnectedVia(added, existing.ConnectedVia) };
    }

    /// <summary>Checks an identity.</summary>
    /// <param name="identity">The identity.</param>
    /// <returns>The identity as a store keeps it.</returns>
    public static Identity Accept(Identity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Check.Id(identity.Id);
        Check.OptionalId(identity.OrganizationId);
        Check.Text(identity.DisplayName);
        Check.Text(identity.Email);
        Check.Text(identity.Phone);
        ArgumentNullException.ThrowIfNull(identity.ChannelAddresses);
        foreach (var (channelType, addresses) in identity.ChannelAddresses.AsSpan())
        {
            Check.Id(channelType, "identity.ChannelAddresses");
            ArgumentNullException.ThrowIfNull(addresses, "identity.ChannelAddresses");
            foreach (var address in addresses.AsSpan()) Check.Id(address, "identity.ChannelAddresses");
        }

        Check.Text(identity.ExternalId);
        ArgumentNullException.ThrowIfNull(identity.ExternalIds);
        foreach (var (system, externalId) in identity.ExternalIds.AsSpan())
        {
            Check.Text(system, "identity.ExternalIds");
            Check.RequiredText(externalId, "identity.ExternalIds");
        }

        Check.Data(identity.Metadata);
        Unknown(identity);
        return identity;
    }

    /// <summary>What linking an address makes of an identity: the address is added to its channel_addresses, or the identity itself when it is there.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="channelType">The channel type's wire string.</param>
    /// <param name="address">The address.</param>
    public static Identity WithAddress(Identity identity, string channelType, string address)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var addresses = identity.ChannelAddresses.TryGetValue(channelType, out var present) ? present : [];
        return addresses.AsSpan().Contains(address)
            ? identity
            : identity with { ChannelAddresses = identity.ChannelAddresses.With(channelType, [.. addresses, address]) };
    }

    /// <summary>Checks criteria for rooms.</summary>
    /// <param name="query">The criteria.</param>
    public static void Accept(RoomQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Check.OptionalId(query.OrganizationId);
        if (query.Status is { } status) Check.Enum(status, "query.Status");
        if (query.Metadata is not null) Check.Data(query.Metadata);
    }

    /// <summary>Checks a position among rooms.</summary>
    /// <param name="position">The position; null for the start.</param>
    /// <returns>The position as a store compares it.</returns>
    public static RoomPosition? Accept(RoomPosition? position)
    {
        if (position is not { } given) return null;
        Check.Id(given.RoomId);
        Check.Instant(given.CreatedAt);
        return given with { CreatedAt = Instants.Normalize(given.CreatedAt) };
    }

    /// <summary>Checks a task.</summary>
    /// <param name="task">The task.</param>
    /// <returns>The task as a store keeps it.</returns>
    public static ConversationTask Accept(ConversationTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        Check.Id(task.Id);
        Check.Id(task.RoomId);
        Check.RequiredText(task.Title);
        Check.Text(task.Description);
        Check.Text(task.AssignedTo);
        Check.Enum(task.Status);
        Check.Instant(task.CreatedAt);
        Check.Data(task.Metadata);
        Unknown(task);
        return task with { CreatedAt = Instants.Normalize(task.CreatedAt) };
    }

    /// <summary>Checks an observation.</summary>
    /// <param name="observation">The observation.</param>
    /// <returns>The observation as a store keeps it.</returns>
    public static Observation Accept(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        Check.Id(observation.Id);
        Check.Id(observation.RoomId);
        Check.Id(observation.ChannelId);
        Check.RequiredText(observation.Content);
        Check.Text(observation.Category);
        Check.Within(observation.Confidence, 0, 1);
        Check.Instant(observation.CreatedAt);
        Check.Data(observation.Metadata);
        Unknown(observation);
        return observation with { CreatedAt = Instants.Normalize(observation.CreatedAt) };
    }

    private static void Capabilities(ChannelCapabilities capabilities)
    {
        ArgumentNullException.ThrowIfNull(capabilities);
        ArgumentNullException.ThrowIfNull(capabilities.MediaTypes);
        foreach (var mediaType in capabilities.MediaTypes.AsSpan()) Check.Enum(mediaType, "capabilities.MediaTypes");
        Check.AtLeast(capabilities.MaxLength, 1);
        Check.AtLeast(capabilities.MaxButtons, 1);
        Check.Texts(capabilities.SupportedMediaTypes);
        Check.AtLeast(capabilities.MaxMediaSizeBytes, 1);
        Check.Above(capabilities.MaxAudioDurationSeconds, 0);
        Check.Texts(capabilities.SupportedAudioFormats);
        Check.Above(capabilities.MaxVideoDurationSeconds, 0);
        Check.Texts(capabilities.SupportedVideoFormats);
        Check.Enum(capabilities.DeliveryMode);
        Check.Data(capabilities.Custom);
        Unknown(capabilities);
    }

    private static ValueList<string> ConnectedVia(Participant participant, ValueList<string> before)
    {
        var channels = new List<string>(1 + before.Count + participant.ConnectedVia.Count) { participant.ChannelId };
        foreach (var channel in before.AsSpan()) AddNew(channel);
        foreach (var channel in participant.ConnectedVia.AsSpan()) AddNew(channel);
        return ValueList.From(channels);

        void AddNew(string channel)
        {
            if (!channels.Contains(channel)) channels.Add(channel);
        }
    }

    private static DateTimeOffset? Normalize(DateTimeOffset? instant) => instant is { } known ? Instants.Normalize(known) : null;

    /// <summary>Unknown members are JSON-shaped and carry no name or number that this version gives to a field.</summary>
    private static void Unknown<T>(T record)
        where T : ConversationRecord, IRecord<T>
    {
        var members = record.UnknownMembers;
        Check.Data(members, nameof(ConversationRecord.UnknownMembers));
        foreach (var (name, _) in members.AsSpan())
        {
            if (T.Fields.NumberOf(name) != 0 || (FieldNumbers.TryParse(name, out var number) && T.Fields.Knows(number)))
            {
                throw new ArgumentException($"The unknown member '{name}' of {T.Fields.Record} has the name of a known one.");
            }
        }
    }
}
