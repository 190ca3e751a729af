namespace Conversations.Faults.History;

/// <summary>By what rooms are listed; a criterion that is null does not count.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Status">The status.</param>
public sealed record RoomCriteria(string? OrganizationId, string? Status)
{
    /// <summary>Whether a room of an organization and a status is listed.</summary>
    public bool Match(string? organizationId, string status) => (OrganizationId ?? organizationId) == organizationId && (Status ?? status) == status;

    public override string ToString() => $"organization {OrganizationId ?? "any"}, status {Status ?? "any"}";
}
