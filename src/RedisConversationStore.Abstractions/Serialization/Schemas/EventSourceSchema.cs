using Conversations.Serialization;

namespace Conversations;

public sealed partial record EventSource : IRecord<EventSource>
{
    private static readonly Field ChannelIdField = new(1, "channel_id");
    private static readonly Field ChannelTypeField = new(2, "channel_type");
    private static readonly Field DirectionField = new(3, "direction");
    private static readonly Field ParticipantIdField = new(4, "participant_id");
    private static readonly Field ExternalIdField = new(5, "external_id");
    private static readonly Field ProviderField = new(6, "provider");
    private static readonly Field RawPayloadField = new(7, "raw_payload");
    private static readonly Field ProviderMessageIdField = new(8, "provider_message_id");

    private static readonly FieldTable Table = new(
        "source", ChannelIdField, ChannelTypeField, DirectionField, ParticipantIdField, ExternalIdField, ProviderField, RawPayloadField, ProviderMessageIdField);

    static FieldTable IRecord<EventSource>.Fields => Table;

    static void IRecord<EventSource>.Write<TWriter>(EventSource value, ref TWriter writer)
    {
        writer.String(ChannelIdField, value.ChannelId);
        writer.Enum(ChannelTypeField, value.ChannelType);
        writer.Enum(DirectionField, value.Direction);
        writer.String(ParticipantIdField, value.ParticipantId);
        writer.String(ExternalIdField, value.ExternalId);
        writer.String(ProviderField, value.Provider);
        writer.Object(RawPayloadField, value.RawPayload);
        writer.String(ProviderMessageIdField, value.ProviderMessageId);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static EventSource IRecord<EventSource>.Read<TReader>(ref TReader reader)
    {
        string? channelId = null;
        ChannelType? channelType = null;
        ChannelDirection direction = default;
        string? participantId = null;
        string? externalId = null;
        string? provider = null;
        var rawPayload = DataObject.Empty;
        string? providerMessageId = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: channelId = reader.ReadString(); break;
                case 2: channelType = reader.ReadEnum<TReader, ChannelType>(); break;
                case 3: direction = reader.ReadEnum<TReader, ChannelDirection>(); break;
                case 4: participantId = reader.ReadString(); break;
                case 5: externalId = reader.ReadString(); break;
                case 6: provider = reader.ReadString(); break;
                case 7: rawPayload = reader.ReadObject(); break;
                case 8: providerMessageId = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            ChannelId = channelId ?? throw RecordFormatException.Missing(Table, ChannelIdField),
            ChannelType = channelType ?? throw RecordFormatException.Missing(Table, ChannelTypeField),
            Direction = direction,
            ParticipantId = participantId,
            ExternalId = externalId,
            Provider = provider,
            RawPayload = rawPayload,
            ProviderMessageId = providerMessageId,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record ChannelData : IRecord<ChannelData>
{
    private static readonly Field ProviderField = new(1, "provider");
    private static readonly Field ExternalIdField = new(2, "external_id");
    private static readonly Field ThreadIdField = new(3, "thread_id");
    private static readonly Field ExtraField = new(4, "extra");

    private static readonly FieldTable Table = new(
        "channel_data", ProviderField, ExternalIdField, ThreadIdField, ExtraField);

    static FieldTable IRecord<ChannelData>.Fields => Table;

    static void IRecord<ChannelData>.Write<TWriter>(ChannelData value, ref TWriter writer)
    {
        writer.String(ProviderField, value.Provider);
        writer.String(ExternalIdField, value.ExternalId);
        writer.String(ThreadIdField, value.ThreadId);
        writer.Object(ExtraField, value.Extra);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static ChannelData IRecord<ChannelData>.Read<TReader>(ref TReader reader)
    {
        string? provider = null;
        string? externalId = null;
        string? threadId = null;
        var extra = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: provider = reader.ReadString(); break;
                case 2: externalId = reader.ReadString(); break;
                case 3: threadId = reader.ReadString(); break;
                case 4: extra = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Provider = provider,
            ExternalId = externalId,
            ThreadId = threadId,
            Extra = extra,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
