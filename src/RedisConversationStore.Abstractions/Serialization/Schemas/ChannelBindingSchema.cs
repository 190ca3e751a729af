using Conversations.Serialization;

namespace Conversations;

public sealed partial record ChannelBinding : IRecord<ChannelBinding>
{
    private static readonly Field ChannelIdField = new(1, "channel_id");
    private static readonly Field RoomIdField = new(2, "room_id");
    private static readonly Field ChannelTypeField = new(3, "channel_type");
    private static readonly Field CategoryField = new(4, "category");
    private static readonly Field DirectionField = new(5, "direction");
    private static readonly Field AccessField = new(6, "access");
    private static readonly Field MutedField = new(7, "muted");
    private static readonly Field OutputMutedField = new(8, "output_muted");
    private static readonly Field VisibilityField = new(9, "visibility");
    private static readonly Field ParticipantIdField = new(10, "participant_id");
    private static readonly Field LastReadIndexField = new(11, "last_read_index");
    private static readonly Field AttachedAtField = new(12, "attached_at");
    private static readonly Field CapabilitiesField = new(13, "capabilities");
    private static readonly Field RateLimitField = new(14, "rate_limit");
    private static readonly Field RetryPolicyField = new(15, "retry_policy");
    private static readonly Field MetadataField = new(16, "metadata");

    private static readonly FieldTable Table = new(
        "binding", ChannelIdField, RoomIdField, ChannelTypeField, CategoryField, DirectionField, AccessField, MutedField, OutputMutedField, VisibilityField, ParticipantIdField, LastReadIndexField, AttachedAtField, CapabilitiesField, RateLimitField, RetryPolicyField, MetadataField);

    static FieldTable IRecord<ChannelBinding>.Fields => Table;

    static void IRecord<ChannelBinding>.Write<TWriter>(ChannelBinding value, ref TWriter writer)
    {
        writer.String(ChannelIdField, value.ChannelId);
        writer.String(RoomIdField, value.RoomId);
        writer.Enum(ChannelTypeField, value.ChannelType);
        writer.Enum(CategoryField, value.Category);
        writer.Enum(DirectionField, value.Direction);
        writer.Enum(AccessField, value.Access);
        writer.Boolean(MutedField, value.Muted);
        writer.Boolean(OutputMutedField, value.OutputMuted);
        writer.String(VisibilityField, value.Visibility, RoomEvent.VisibleToAll);
        writer.String(ParticipantIdField, value.ParticipantId);
        writer.Int64(LastReadIndexField, value.LastReadIndex);
        writer.Instant(AttachedAtField, value.AttachedAt);
        writer.Record(CapabilitiesField, value.Capabilities, ChannelCapabilities.TextOnly);
        writer.Record(RateLimitField, value.RateLimit);
        writer.Record(RetryPolicyField, value.RetryPolicy);
        writer.Object(MetadataField, value.Metadata);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static ChannelBinding IRecord<ChannelBinding>.Read<TReader>(ref TReader reader)
    {
        string? channelId = null;
        string? roomId = null;
        ChannelType? channelType = null;
        ChannelCategory category = default;
        BindingDirection direction = default;
        ChannelAccess access = default;
        var muted = false;
        var outputMuted = false;
        var visibility = RoomEvent.VisibleToAll;
        string? participantId = null;
        long? lastReadIndex = null;
        DateTimeOffset? attachedAt = null;
        var capabilities = ChannelCapabilities.TextOnly;
        RateLimit? rateLimit = null;
        RetryPolicy? retryPolicy = null;
        var metadata = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: channelId = reader.ReadString(); break;
                case 2: roomId = reader.ReadString(); break;
                case 3: channelType = reader.ReadEnum<TReader, ChannelType>(); break;
                case 4: category = reader.ReadEnum<TReader, ChannelCategory>(); break;
                case 5: direction = reader.ReadEnum<TReader, BindingDirection>(); break;
                case 6: access = reader.ReadEnum<TReader, ChannelAccess>(); break;
                case 7: muted = reader.ReadBoolean(); break;
                case 8: outputMuted = reader.ReadBoolean(); break;
                case 9: visibility = reader.ReadString(); break;
                case 10: participantId = reader.ReadString(); break;
                case 11: lastReadIndex = reader.ReadInt64(); break;
                case 12: attachedAt = reader.ReadInstant(); break;
                case 13: capabilities = reader.ReadRecord<ChannelCapabilities>(); break;
                case 14: rateLimit = reader.ReadRecord<RateLimit>(); break;
                case 15: retryPolicy = reader.ReadRecord<RetryPolicy>(); break;
                case 16: metadata = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            ChannelId = channelId ?? throw RecordFormatException.Missing(Table, ChannelIdField),
            RoomId = roomId ?? throw RecordFormatException.Missing(Table, RoomIdField),
            ChannelType = channelType ?? throw RecordFormatException.Missing(Table, ChannelTypeField),
            Category = category,
            Direction = direction,
            Access = access,
            Muted = muted,
            OutputMuted = outputMuted,
            Visibility = visibility,
            ParticipantId = participantId,
            LastReadIndex = lastReadIndex,
            AttachedAt = attachedAt ?? reader.NowUnlessStored(Table, AttachedAtField),
            Capabilities = capabilities,
            RateLimit = rateLimit,
            RetryPolicy = retryPolicy,
            Metadata = metadata,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record RateLimit : IRecord<RateLimit>
{
    private static readonly Field MaxPerSecondField = new(1, "max_per_second");
    private static readonly Field MaxPerMinuteField = new(2, "max_per_minute");
    private static readonly Field MaxPerHourField = new(3, "max_per_hour");

    private static readonly FieldTable Table = new(
        "rate_limit", MaxPerSecondField, MaxPerMinuteField, MaxPerHourField);

    static FieldTable IRecord<RateLimit>.Fields => Table;

    static void IRecord<RateLimit>.Write<TWriter>(RateLimit value, ref TWriter writer)
    {
        writer.Double(MaxPerSecondField, value.MaxPerSecond);
        writer.Double(MaxPerMinuteField, value.MaxPerMinute);
        writer.Double(MaxPerHourField, value.MaxPerHour);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static RateLimit IRecord<RateLimit>.Read<TReader>(ref TReader reader)
    {
        double? maxPerSecond = null;
        double? maxPerMinute = null;
        double? maxPerHour = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: maxPerSecond = reader.ReadDouble(); break;
                case 2: maxPerMinute = reader.ReadDouble(); break;
                case 3: maxPerHour = reader.ReadDouble(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            MaxPerSecond = maxPerSecond,
            MaxPerMinute = maxPerMinute,
            MaxPerHour = maxPerHour,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record RetryPolicy : IRecord<RetryPolicy>
{
    private static readonly Field MaxRetriesField = new(1, "max_retries");
    private static readonly Field BaseDelaySecondsField = new(2, "base_delay_seconds");
    private static readonly Field MaxDelaySecondsField = new(3, "max_delay_seconds");
    private static readonly Field ExponentialBaseField = new(4, "exponential_base");
    private static readonly Field RetryableErrorsField = new(5, "retryable_errors");

    private static readonly FieldTable Table = new(
        "retry_policy", MaxRetriesField, BaseDelaySecondsField, MaxDelaySecondsField, ExponentialBaseField, RetryableErrorsField);

    static FieldTable IRecord<RetryPolicy>.Fields => Table;

    static void IRecord<RetryPolicy>.Write<TWriter>(RetryPolicy value, ref TWriter writer)
    {
        writer.Int64(MaxRetriesField, value.MaxRetries, 3);
        writer.Double(BaseDelaySecondsField, value.BaseDelaySeconds, 1);
        writer.Double(MaxDelaySecondsField, value.MaxDelaySeconds, 60);
        writer.Double(ExponentialBaseField, value.ExponentialBase, 2);
        writer.OptionalStrings(RetryableErrorsField, value.RetryableErrors);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static RetryPolicy IRecord<RetryPolicy>.Read<TReader>(ref TReader reader)
    {
        int maxRetries = 3;
        double baseDelaySeconds = 1;
        double maxDelaySeconds = 60;
        double exponentialBase = 2;
        ValueList<string>? retryableErrors = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: maxRetries = reader.ReadInt32(); break;
                case 2: baseDelaySeconds = reader.ReadDouble(); break;
                case 3: maxDelaySeconds = reader.ReadDouble(); break;
                case 4: exponentialBase = reader.ReadDouble(); break;
                case 5: retryableErrors = reader.ReadStrings(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            MaxRetries = maxRetries,
            BaseDelaySeconds = baseDelaySeconds,
            MaxDelaySeconds = maxDelaySeconds,
            ExponentialBase = exponentialBase,
            RetryableErrors = retryableErrors,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
