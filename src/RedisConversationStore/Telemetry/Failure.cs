using System.Text.Json;
using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Telemetry;

/// <summary>What an exception is in traces and metrics. Few values, and no ids: messages of the contract's errors name records, and only those of an unavailable store name none.</summary>
/// <param name="Type">The value of <c>error.type</c>.</param>
/// <param name="StatusCode">The code of the server's error reply, if it was one.</param>
/// <param name="Description">What happened and what to do, where that names no record.</param>
internal readonly record struct Failure(string Type, string? StatusCode, string? Description)
{
    internal const string Cancelled = "cancelled";

    internal static Failure Of(Exception exception) => exception switch
    {
        // The key of a wrong type may be made of the id of a room.
        StoreUnavailableException unavailable when WrongTypes.IsWrongType(unavailable.InnerException) => new(TypeOf(unavailable), StatusCodeOf(unavailable), "A key holds data of another type than the store keeps there."),
        StoreUnavailableException unavailable => new(TypeOf(unavailable), StatusCodeOf(unavailable), unavailable.Message),
        ConversationStoreException refused => new(refused.Code, StatusCodeOf(refused), null),
        OperationCanceledException => new(Cancelled, null, null),
        _ => new(exception.GetType().FullName!, null, null),
    };

    internal static string TypeOf(StoreUnavailableException fault) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.Reason.ToString());

    private static string? StatusCodeOf(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is RedisServerException { Message: var message }) return CodeOf(message);
        }

        return null;
    }

    // By convention of the protocol an error begins with a word in capitals.
    private static string? CodeOf(string message)
    {
        var code = message.AsSpan(0, message.AsSpan().IndexOf(' ') is var end and > 0 ? end : message.Length);
        return code.ContainsAnyExceptInRange('A', 'Z') ? null : code.ToString();
    }
}
