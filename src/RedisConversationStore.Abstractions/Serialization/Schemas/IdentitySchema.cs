using Conversations.Serialization;

namespace Conversations;

public sealed partial record Identity : IRecord<Identity>
{
    private static readonly Field IdField = new(1, "id");
    private static readonly Field OrganizationIdField = new(2, "organization_id");
    private static readonly Field DisplayNameField = new(3, "display_name");
    private static readonly Field EmailField = new(4, "email");
    private static readonly Field PhoneField = new(5, "phone");
    private static readonly Field ChannelAddressesField = new(6, "channel_addresses");
    private static readonly Field ExternalIdField = new(7, "external_id");
    private static readonly Field ExternalIdsField = new(8, "external_ids");
    private static readonly Field MetadataField = new(9, "metadata");

    private static readonly FieldTable Table = new(
        "identity", IdField, OrganizationIdField, DisplayNameField, EmailField, PhoneField, ChannelAddressesField, ExternalIdField, ExternalIdsField, MetadataField);

    static FieldTable IRecord<Identity>.Fields => Table;

    static void IRecord<Identity>.Write<TWriter>(Identity value, ref TWriter writer)
    {
        writer.String(IdField, value.Id);
        writer.String(OrganizationIdField, value.OrganizationId);
        writer.String(DisplayNameField, value.DisplayName);
        writer.String(EmailField, value.Email);
        writer.String(PhoneField, value.Phone);
        writer.StringListMap(ChannelAddressesField, value.ChannelAddresses);
        writer.String(ExternalIdField, value.ExternalId);
        writer.StringMap(ExternalIdsField, value.ExternalIds);
        writer.Object(MetadataField, value.Metadata);
        writer.WriteUnknown(value.UnknownMembers);
    }

    static Identity IRecord<Identity>.Read<TReader>(ref TReader reader)
    {
        string? id = null;
        string? organizationId = null;
        string? displayName = null;
        string? email = null;
        string? phone = null;
        var channelAddresses = ValueMap<ValueList<string>>.Empty;
        string? externalId = null;
        var externalIds = ValueMap<string>.Empty;
        var metadata = DataObject.Empty;
        UnknownMembers unknown = default;
        while (reader.Next(Table, out var number))
        {
            switch (number)
            {
                case 1: id = reader.ReadString(); break;
                case 2: organizationId = reader.ReadString(); break;
                case 3: displayName = reader.ReadString(); break;
                case 4: email = reader.ReadString(); break;
                case 5: phone = reader.ReadString(); break;
                case 6: channelAddresses = reader.ReadStringListMap(); break;
                case 7: externalId = reader.ReadString(); break;
                case 8: externalIds = reader.ReadStringMap(); break;
                case 9: metadata = reader.ReadObject(); break;
                default: reader.ReadUnknown(ref unknown); break;
            }
        }

        return new()
        {
            Id = id ?? throw RecordFormatException.Missing(Table, IdField),
            OrganizationId = organizationId,
            DisplayName = displayName,
            Email = email,
            Phone = phone,
            ChannelAddresses = channelAddresses,
            ExternalId = externalId,
            ExternalIds = externalIds,
            Metadata = metadata,
            UnknownMembers = unknown.ToObject(),
        };
    }
}
