using Conversations.Serialization;

namespace Conversations;

public sealed partial record MediaContent : IRecord<MediaContent>
{
    private static readonly Field UrlField = new(2, "url");
    private static readonly Field MimeTypeField = new(3, "mime_type");
    private static readonly Field FilenameField = new(4, "filename");
    private static readonly Field SizeBytesField = new(5, "size_bytes");
    private static readonly Field CaptionField = new(6, "caption");

    private static readonly FieldTable Table = new(
        "media content", TypeField, UrlField, MimeTypeField, FilenameField, SizeBytesField, CaptionField);

    static FieldTable IRecord<MediaContent>.Fields => Table;

    static void IRecord<MediaContent>.Write<TWriter>(MediaContent value, ref TWriter writer)
    {
        writer.String(UrlField, value.Url);
        writer.String(MimeTypeField, value.MimeType);
        writer.String(FilenameField, value.Filename);
        writer.Int64(SizeBytesField, value.SizeBytes);
        writer.String(CaptionField, value.Caption);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static MediaContent IRecord<MediaContent>.Read<TReader>(ref TReader reader)
    {
        string? url = null;
        string? mimeType = null;
        string? filename = null;
        long? sizeBytes = null;
        string? caption = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: url = reader.ReadString(); break;
                case 3: mimeType = reader.ReadString(); break;
                case 4: filename = reader.ReadString(); break;
                case 5: sizeBytes = reader.ReadInt64(); break;
                case 6: caption = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Url = url ?? throw RecordFormatException.Missing(Table, UrlField),
            MimeType = mimeType ?? throw RecordFormatException.Missing(Table, MimeTypeField),
            Filename = filename,
            SizeBytes = sizeBytes,
            Caption = caption,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record AudioContent : IRecord<AudioContent>
{
    private static readonly Field UrlField = new(2, "url");
    private static readonly Field MimeTypeField = new(3, "mime_type");
    private static readonly Field DurationSecondsField = new(4, "duration_seconds");
    private static readonly Field TranscriptField = new(5, "transcript");

    private static readonly FieldTable Table = new(
        "audio content", TypeField, UrlField, MimeTypeField, DurationSecondsField, TranscriptField);

    static FieldTable IRecord<AudioContent>.Fields => Table;

    static void IRecord<AudioContent>.Write<TWriter>(AudioContent value, ref TWriter writer)
    {
        writer.String(UrlField, value.Url);
        writer.String(MimeTypeField, value.MimeType, "audio/ogg");
        writer.Double(DurationSecondsField, value.DurationSeconds);
        writer.String(TranscriptField, value.Transcript);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static AudioContent IRecord<AudioContent>.Read<TReader>(ref TReader reader)
    {
        string? url = null;
        var mimeType = "audio/ogg";
        double? durationSeconds = null;
        string? transcript = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: url = reader.ReadString(); break;
                case 3: mimeType = reader.ReadString(); break;
                case 4: durationSeconds = reader.ReadDouble(); break;
                case 5: transcript = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Url = url ?? throw RecordFormatException.Missing(Table, UrlField),
            MimeType = mimeType,
            DurationSeconds = durationSeconds,
            Transcript = transcript,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record VideoContent : IRecord<VideoContent>
{
    private static readonly Field UrlField = new(2, "url");
    private static readonly Field MimeTypeField = new(3, "mime_type");
    private static readonly Field DurationSecondsField = new(4, "duration_seconds");
    private static readonly Field ThumbnailUrlField = new(5, "thumbnail_url");

    private static readonly FieldTable Table = new(
        "video content", TypeField, UrlField, MimeTypeField, DurationSecondsField, ThumbnailUrlField);

    static FieldTable IRecord<VideoContent>.Fields => Table;

    static void IRecord<VideoContent>.Write<TWriter>(VideoContent value, ref TWriter writer)
    {
        writer.String(UrlField, value.Url);
        writer.String(MimeTypeField, value.MimeType, "video/mp4");
        writer.Double(DurationSecondsField, value.DurationSeconds);
        writer.String(ThumbnailUrlField, value.ThumbnailUrl);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static VideoContent IRecord<VideoContent>.Read<TReader>(ref TReader reader)
    {
        string? url = null;
        var mimeType = "video/mp4";
        double? durationSeconds = null;
        string? thumbnailUrl = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: url = reader.ReadString(); break;
                case 3: mimeType = reader.ReadString(); break;
                case 4: durationSeconds = reader.ReadDouble(); break;
                case 5: thumbnailUrl = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Url = url ?? throw RecordFormatException.Missing(Table, UrlField),
            MimeType = mimeType,
            DurationSeconds = durationSeconds,
            ThumbnailUrl = thumbnailUrl,
            UnknownMembers = unknown.ToObject(),
        };
    }
}

public sealed partial record LocationContent : IRecord<LocationContent>
{
    private static readonly Field LatitudeField = new(2, "latitude");
    private static readonly Field LongitudeField = new(3, "longitude");
    private static readonly Field LabelField = new(4, "label");
    private static readonly Field AddressField = new(5, "address");

    private static readonly FieldTable Table = new(
        "location content", TypeField, LatitudeField, LongitudeField, LabelField, AddressField);

    static FieldTable IRecord<LocationContent>.Fields => Table;

    static void IRecord<LocationContent>.Write<TWriter>(LocationContent value, ref TWriter writer)
    {
        writer.Double(LatitudeField, value.Latitude);
        writer.Double(LongitudeField, value.Longitude);
        writer.String(LabelField, value.Label);
        writer.String(AddressField, value.Address);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static LocationContent IRecord<LocationContent>.Read<TReader>(ref TReader reader)
    {
        double? latitude = null;
        double? longitude = null;
        string? label = null;
        string? address = null;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case TypeNumber: reader.Skip(); break;
                case 2: latitude = reader.ReadDouble(); break;
                case 3: longitude = reader.ReadDouble(); break;
                case 4: label = reader.ReadString(); break;
                case 5: address = reader.ReadString(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Latitude = latitude ?? throw RecordFormatException.Missing(Table, LatitudeField),
            Longitude = longitude ?? throw RecordFormatException.Missing(Table, LongitudeField),
            Label = label,
            Address = address,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
