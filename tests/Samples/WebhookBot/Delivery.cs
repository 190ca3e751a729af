using System.ComponentModel.DataAnnotations;

namespace WebhookBot;

/// <summary>What a provider delivers: at least once, often twice, to whichever replica its load balancer picks.</summary>
public sealed class Delivery
{
    private const string Token = @"[\x21-\x7e]{1,128}";

    /// <summary>The provider's id of the message: the same in each delivery of it.</summary>
    [RegularExpression(Token)]
    public required string Id { get; init; }

    /// <summary>The sender, such as a telephone number.</summary>
    [RegularExpression(Token)]
    public required string From { get; init; }

    /// <summary>What was said.</summary>
    [StringLength(4096, MinimumLength = 1)]
    public required string Text { get; init; }
}

/// <summary>What became of a delivery.</summary>
/// <param name="Room">The room that the message is in.</param>
/// <param name="Index">Its place in the room.</param>
/// <param name="IsDuplicate">Whether an earlier delivery had brought it.</param>
/// <param name="Reply">The one answer to it, whichever replica gave it.</param>
public sealed record Receipt(string Room, long Index, bool IsDuplicate, string Reply);
