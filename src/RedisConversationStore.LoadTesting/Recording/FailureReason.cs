using System.Text.Json;

namespace Conversations.LoadTesting;

/// <summary>Names the ways to fail, so that they can be counted.</summary>
internal static class FailureReason
{
    /// <summary>A name in snake_case: the error's stable code, and for an unavailable store why it is.</summary>
    internal static string Of(Exception fault) => fault switch
    {
        StoreUnavailableException unavailable => $"{unavailable.Code}_{JsonNamingPolicy.SnakeCaseLower.ConvertName(unavailable.Reason.ToString())}",
        ConversationStoreException known => known.Code,
        UnexpectedAnswerException unexpected => unexpected.Message,
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.GetType().Name),
    };
}
