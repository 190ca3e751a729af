using Conversations.Serialization;

namespace Conversations;

public sealed partial record ChannelCapabilities : IRecord<ChannelCapabilities>
{
    private static readonly Field MediaTypesField = new(1, "media_types");
    private static readonly Field MaxLengthField = new(2, "max_length");
    private static readonly Field SupportsThreadingField = new(3, "supports_threading");
    private static readonly Field SupportsReactionsField = new(4, "supports_reactions");
    private static readonly Field SupportsEditField = new(5, "supports_edit");
    private static readonly Field SupportsDeleteField = new(6, "supports_delete");
    private static readonly Field SupportsReadReceiptsField = new(7, "supports_read_receipts");
    private static readonly Field SupportsTypingField = new(8, "supports_typing");
    private static readonly Field SupportsTemplatesField = new(9, "supports_templates");
    private static readonly Field SupportsRichTextField = new(10, "supports_rich_text");
    private static readonly Field SupportsButtonsField = new(11, "supports_buttons");
    private static readonly Field MaxButtonsField = new(12, "max_buttons");
    private static readonly Field SupportsCardsField = new(13, "supports_cards");
    private static readonly Field SupportsQuickRepliesField = new(14, "supports_quick_replies");
    private static readonly Field SupportsMediaField = new(15, "supports_media");
    private static readonly Field SupportedMediaTypesField = new(16, "supported_media_types");
    private static readonly Field MaxMediaSizeBytesField = new(17, "max_media_size_bytes");
    private static readonly Field SupportsAudioField = new(18, "supports_audio");
    private static readonly Field MaxAudioDurationSecondsField = new(19, "max_audio_duration_seconds");
    private static readonly Field SupportedAudioFormatsField = new(20, "supported_audio_formats");
    private static readonly Field SupportsVideoField = new(21, "supports_video");
    private static readonly Field MaxVideoDurationSecondsField = new(22, "max_video_duration_seconds");
    private static readonly Field SupportedVideoFormatsField = new(23, "supported_video_formats");
    private static readonly Field DeliveryModeField = new(24, "delivery_mode");
    private static readonly Field CustomField = new(25, "custom");

    private static readonly FieldTable Table = new(
        "capabilities", MediaTypesField, MaxLengthField, SupportsThreadingField, SupportsReactionsField, SupportsEditField, SupportsDeleteField, SupportsReadReceiptsField, SupportsTypingField, SupportsTemplatesField, SupportsRichTextField, SupportsButtonsField, MaxButtonsField, SupportsCardsField, SupportsQuickRepliesField, SupportsMediaField, SupportedMediaTypesField, MaxMediaSizeBytesField, SupportsAudioField, MaxAudioDurationSecondsField, SupportedAudioFormatsField, SupportsVideoField, MaxVideoDurationSecondsField, SupportedVideoFormatsField, DeliveryModeField, CustomField);

    static FieldTable IRecord<ChannelCapabilities>.Fields => Table;

    static void IRecord<ChannelCapabilities>.Write<TWriter>(ChannelCapabilities value, ref TWriter writer)
    {
        if (!writer.OmitsDefaults || !value.MediaTypes.Equals(DefaultMediaTypes)) writer.WriteStrings(MediaTypesField, ToStrings(value.MediaTypes));
        writer.Int64(MaxLengthField, value.MaxLength);
        writer.Boolean(SupportsThreadingField, value.SupportsThreading);
        writer.Boolean(SupportsReactionsField, value.SupportsReactions);
        writer.Boolean(SupportsEditField, value.SupportsEdit);
        writer.Boolean(SupportsDeleteField, value.SupportsDelete);
        writer.Boolean(SupportsReadReceiptsField, value.SupportsReadReceipts);
        writer.Boolean(SupportsTypingField, value.SupportsTyping);
        writer.Boolean(SupportsTemplatesField, value.SupportsTemplates);
        writer.Boolean(SupportsRichTextField, value.SupportsRichText);
        writer.Boolean(SupportsButtonsField, value.SupportsButtons);
        writer.Int64(MaxButtonsField, value.MaxButtons);
        writer.Boolean(SupportsCardsField, value.SupportsCards);
        writer.Boolean(SupportsQuickRepliesField, value.SupportsQuickReplies);
        writer.Boolean(SupportsMediaField, value.SupportsMedia);
        writer.OptionalStrings(SupportedMediaTypesField, value.SupportedMediaTypes);
        writer.Int64(MaxMediaSizeBytesField, value.MaxMediaSizeBytes);
        writer.Boolean(SupportsAudioField, value.SupportsAudio);
        writer.Double(MaxAudioDurationSecondsField, value.MaxAudioDurationSeconds);
        writer.OptionalStrings(SupportedAudioFormatsField, value.SupportedAudioFormats);
        writer.Boolean(SupportsVideoField, value.SupportsVideo);
        writer.Double(MaxVideoDurationSecondsField, value.MaxVideoDurationSeconds);
        writer.OptionalStrings(SupportedVideoFormatsField, value.SupportedVideoFormats);
        writer.Enum(DeliveryModeField, value.DeliveryMode);
        writer.Object(CustomField, value.Custom);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static ChannelCapabilities IRecord<ChannelCapabilities>.Read<TReader>(ref TReader reader)
    {
        var mediaTypes = DefaultMediaTypes;
        int? maxLength = null;
        var supportsThreading = false;
        var supportsReactions = false;
        var supportsEdit = false;
        var supportsDelete = false;
        var supportsReadReceipts = false;
        var supportsTyping = false;
        var supportsTemplates = false;
        var supportsRichText = false;
        var supportsButtons = false;
        int? maxButtons = null;
        var supportsCards = false;
        var supportsQuickReplies = false;
        var supportsMedia = false;
        ValueList<string>? supportedMediaTypes = null;
        long? maxMediaSizeBytes = null;
        var supportsAudio = false;
        double? maxAudioDurationSeconds = null;
        ValueList<string>? supportedAudioFormats = null;
        var supportsVideo = false;
        double? maxVideoDurationSeconds = null;
        ValueList<string>? supportedVideoFormats = null;
        DeliveryMode deliveryMode = default;
        var custom = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: mediaTypes = ToMediaTypes(reader.ReadStrings()); break;
                case 2: maxLength = reader.ReadInt32(); break;
                case 3: supportsThreading = reader.ReadBoolean(); break;
                case 4: supportsReactions = reader.ReadBoolean(); break;
                case 5: supportsEdit = reader.ReadBoolean(); break;
                case 6: supportsDelete = reader.ReadBoolean(); break;
                case 7: supportsReadReceipts = reader.ReadBoolean(); break;
                case 8: supportsTyping = reader.ReadBoolean(); break;
                case 9: supportsTemplates = reader.ReadBoolean(); break;
                case 10: supportsRichText = reader.ReadBoolean(); break;
                case 11: supportsButtons = reader.ReadBoolean(); break;
                case 12: maxButtons = reader.ReadInt32(); break;
                case 13: supportsCards = reader.ReadBoolean(); break;
                case 14: supportsQuickReplies = reader.ReadBoolean(); break;
                case 15: supportsMedia = reader.ReadBoolean(); break;
                case 16: supportedMediaTypes = reader.ReadStrings(); break;
                case 17: maxMediaSizeBytes = reader.ReadInt64(); break;
                case 18: supportsAudio = reader.ReadBoolean(); break;
                case 19: maxAudioDurationSeconds = reader.ReadDouble(); break;
                case 20: supportedAudioFormats = reader.ReadStrings(); break;
                case 21: supportsVideo = reader.ReadBoolean(); break;
                case 22: maxVideoDurationSeconds = reader.ReadDouble(); break;
                case 23: supportedVideoFormats = reader.ReadStrings(); break;
                case 24: deliveryMode = reader.ReadEnum<TReader, DeliveryMode>(); break;
                case 25: custom = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            MediaTypes = mediaTypes,
            MaxLength = maxLength,
            SupportsThreading = supportsThreading,
            SupportsReactions = supportsReactions,
            SupportsEdit = supportsEdit,
            SupportsDelete = supportsDelete,
            SupportsReadReceipts = supportsReadReceipts,
            SupportsTyping = supportsTyping,
            SupportsTemplates = supportsTemplates,
            SupportsRichText = supportsRichText,
            SupportsButtons = supportsButtons,
            MaxButtons = maxButtons,
            SupportsCards = supportsCards,
            SupportsQuickReplies = supportsQuickReplies,
            SupportsMedia = supportsMedia,
            SupportedMediaTypes = supportedMediaTypes,
            MaxMediaSizeBytes = maxMediaSizeBytes,
            SupportsAudio = supportsAudio,
            MaxAudioDurationSeconds = maxAudioDurationSeconds,
            SupportedAudioFormats = supportedAudioFormats,
            SupportsVideo = supportsVideo,
            MaxVideoDurationSeconds = maxVideoDurationSeconds,
            SupportedVideoFormats = supportedVideoFormats,
            DeliveryMode = deliveryMode,
            Custom = custom,
            UnknownMembers = unknown.ToObject(),
        };
    }

    private static ValueList<string> ToStrings(ValueList<ChannelMediaType> types)
    {
        var values = new string[types.Count];
        for (var i = 0; i < values.Length; i++) values[i] = types[i].Value;
        return new(values);
    }

    private static ValueList<ChannelMediaType> ToMediaTypes(ValueList<string> values)
    {
        var types = new ChannelMediaType[values.Count];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = string.IsNullOrWhiteSpace(values[i]) ? throw new RecordFormatException("A media type is empty.") : new(values[i]);
        }

        return new(types);
    }
}
