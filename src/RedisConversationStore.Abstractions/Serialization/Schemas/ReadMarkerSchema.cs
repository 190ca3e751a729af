using Conversations.Serialization;

namespace Conversations;

public sealed partial record ReadMarker : IRecord<ReadMarker>
{
    private static readonly Field RoomIdField = new(1, "room_id");
    private static readonly Field ChannelIdField = new(2, "channel_id");
    private static readonly Field IndexField = new(3, "index");

    private static readonly FieldTable Table = new(
        "read_marker", RoomIdField, ChannelIdField, IndexField);

    static FieldTable IRecord<ReadMarker>.Fields => Table;

    static void IRecord<ReadMarker>.Write<TWriter>(ReadMarker value, ref TWriter writer)
    {
        writer.String(RoomIdField, value.RoomId);
        writer.String(ChannelIdField, value.ChannelId);
        writer.Int64(IndexField, value.Index);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static ReadMarker IRecord<ReadMarker>.Read<TReader>(ref TReader reader)
    {
        string? roomId = null;
        string? channelId = null;
        long? index = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: roomId = reader.ReadString(); break;
                case 2: channelId = reader.ReadString(); break;
                case 3: index = reader.ReadInt64(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            RoomId = roomId ?? throw RecordFormatException.Missing(Table, RoomIdField),
            ChannelId = channelId ?? throw RecordFormatException.Missing(Table, ChannelIdField),
            Index = index ?? throw RecordFormatException.Missing(Table, IndexField),
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record ThreadSummary : IRecord<ThreadSummary>
{
    private static readonly Field RootEventIdField = new(1, "root_event_id");
    private static readonly Field ReplyCountField = new(2, "reply_count");
    private static readonly Field LastReplyAtField = new(3, "last_reply_at");

    private static readonly FieldTable Table = new(
        "thread_summary", RootEventIdField, ReplyCountField, LastReplyAtField);

    static FieldTable IRecord<ThreadSummary>.Fields => Table;

    static void IRecord<ThreadSummary>.Write<TWriter>(ThreadSummary value, ref TWriter writer)
    {
        writer.String(RootEventIdField, value.RootEventId);
        writer.Int64(ReplyCountField, value.ReplyCount);
        writer.Instant(LastReplyAtField, value.LastReplyAt);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static ThreadSummary IRecord<ThreadSummary>.Read<TReader>(ref TReader reader)
    {
        string? rootEventId = null;
        long? replyCount = null;
        DateTimeOffset? lastReplyAt = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: rootEventId = reader.ReadString(); break;
                case 2: replyCount = reader.ReadInt64(); break;
                case 3: lastReplyAt = reader.ReadInstant(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            RootEventId = rootEventId ?? throw RecordFormatException.Missing(Table, RootEventIdField),
            ReplyCount = replyCount ?? throw RecordFormatException.Missing(Table, ReplyCountField),
            LastReplyAt = lastReplyAt,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
