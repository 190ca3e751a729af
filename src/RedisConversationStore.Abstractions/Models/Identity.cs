using System.Text.Json.Serialization;
using Conversations.Serialization;

namespace Conversations;

/// <summary>A person or organisation behind one or more addresses.</summary>
[JsonConverter(typeof(RecordJsonConverter<Identity>))]
public sealed partial record Identity : ConversationRecord
{
    /// <summary>The id, unique in the store.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant; null for the unscoped space, which is a space of its own.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The name to show.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The addresses by channel type (its wire string), in order of linking.</summary>
    public ValueMap<ValueList<string>> ChannelAddresses { get; init; } = [];

    /// <summary>The id in the caller's own system.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Ids in further systems, by system.</summary>
    public ValueMap<string> ExternalIds { get; init; } = [];

    /// <summary>Free-form data of the caller.</summary>
    public DataObject Metadata { get; init; } = DataObject.Empty;
}
