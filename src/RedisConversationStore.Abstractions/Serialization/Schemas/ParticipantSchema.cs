using Conversations.Serialization;

namespace Conversations;

public sealed partial record Participant : IRecord<Participant>
{
    private static readonly Field IdField = new(1, "id");
    private static readonly Field RoomIdField = new(2, "room_id");
    private static readonly Field ChannelIdField = new(3, "channel_id");
    private static readonly Field DisplayNameField = new(4, "display_name");
    private static readonly Field RoleField = new(5, "role");
    private static readonly Field StatusField = new(6, "status");
    private static readonly Field IdentificationField = new(7, "identification");
    private static readonly Field IdentityIdField = new(8, "identity_id");
    private static readonly Field CandidatesField = new(9, "candidates");
    private static readonly Field ConnectedViaField = new(10, "connected_via");
    private static readonly Field ExternalIdField = new(11, "external_id");
    private static readonly Field ResolvedAtField = new(12, "resolved_at");
    private static readonly Field ResolvedByField = new(13, "resolved_by");
    private static readonly Field JoinedAtField = new(14, "joined_at");
    private static readonly Field MetadataField = new(15, "metadata");

    private static readonly FieldTable Table = new(
        "participant", IdField, RoomIdField, ChannelIdField, DisplayNameField, RoleField, StatusField, IdentificationField, IdentityIdField, CandidatesField, ConnectedViaField, ExternalIdField, ResolvedAtField, ResolvedByField, JoinedAtField, MetadataField);

    static FieldTable IRecord<Participant>.Fields => Table;

    static void IRecord<Participant>.Write<TWriter>(Participant value, ref TWriter writer)
    {
        writer.String(IdField, value.Id);
        writer.String(RoomIdField, value.RoomId);
        writer.String(ChannelIdField, value.ChannelId);
        writer.String(DisplayNameField, value.DisplayName);
        writer.Enum(RoleField, value.Role);
        writer.Enum(StatusField, value.Status);
        writer.Enum(IdentificationField, value.Identification);
        writer.String(IdentityIdField, value.IdentityId);
        writer.OptionalStrings(CandidatesField, value.Candidates);
        writer.Strings(ConnectedViaField, value.ConnectedVia);
        writer.String(ExternalIdField, value.ExternalId);
        writer.Instant(ResolvedAtField, value.ResolvedAt);
        writer.String(ResolvedByField, value.ResolvedBy);
        writer.Instant(JoinedAtField, value.JoinedAt);
        writer.Object(MetadataField, value.Metadata);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static Participant IRecord<Participant>.Read<TReader>(ref TReader reader)
    {
        string? id = null;
        string? roomId = null;
        string? channelId = null;
        string? displayName = null;
        ParticipantRole role = default;
        ParticipantStatus status = default;
        IdentificationStatus identification = default;
        string? identityId = null;
        ValueList<string>? candidates = null;
        var connectedVia = ValueList<string>.Empty;
        string? externalId = null;
        DateTimeOffset? resolvedAt = null;
        string? resolvedBy = null;
        DateTimeOffset? joinedAt = null;
        var metadata = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: id = reader.ReadString(); break;
                case 2: roomId = reader.ReadString(); break;
                case 3: channelId = reader.ReadString(); break;
                case 4: displayName = reader.ReadString(); break;
                case 5: role = reader.ReadEnum<TReader, ParticipantRole>(); break;
                case 6: status = reader.ReadEnum<TReader, ParticipantStatus>(); break;
                case 7: identification = reader.ReadEnum<TReader, IdentificationStatus>(); break;
                case 8: identityId = reader.ReadString(); break;
                case 9: candidates = reader.ReadStrings(); break;
                case 10: connectedVia = reader.ReadStrings(); break;
                case 11: externalId = reader.ReadString(); break;
                case 12: resolvedAt = reader.ReadInstant(); break;
                case 13: resolvedBy = reader.ReadString(); break;
                case 14: joinedAt = reader.ReadInstant(); break;
                case 15: metadata = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Id = id ?? throw RecordFormatException.Missing(Table, IdField),
            RoomId = roomId ?? throw RecordFormatException.Missing(Table, RoomIdField),
            ChannelId = channelId ?? throw RecordFormatException.Missing(Table, ChannelIdField),
            DisplayName = displayName,
            Role = role,
            Status = status,
            Identification = identification,
            IdentityId = identityId,
            Candidates = candidates,
            ConnectedVia = connectedVia,
            ExternalId = externalId,
            ResolvedAt = resolvedAt,
            ResolvedBy = resolvedBy,
            JoinedAt = joinedAt ?? reader.NowUnlessStored(Table, JoinedAtField),
            Metadata = metadata,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
