using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Conversations.Serialization;
using Microsoft.Extensions.AI;

namespace Conversations.AI;

/// <summary>The events of one turn, so marked that the turn is known when it comes again: its events share the id of the request as correlation id, and the first of the response has an idempotency key made from it.</summary>
internal sealed class Turn
{
    private readonly RoomEvent[] events;
    private readonly int requestCount;

    // The first event behind the request; before it lies what the caller repeats of earlier turns.
    private readonly int own;

    internal Turn(IReadOnlyList<RoomEvent> events, IReadOnlyList<ChatMessage> requests)
    {
        requestCount = requests.Count;
        var asked = requestCount - 1;
        while (asked >= 0 && requests[asked].Role != ChatRole.User) asked--;
        own = asked + 1;
        this.events = [.. events];
        if (asked < 0) return;

        var id = requests[asked].MessageId!;
        for (var i = asked; i < this.events.Length; i++) this.events[i] = this.events[i] with { CorrelationId = id };
        if (FirstResponse is { } first) this.events[requestCount] = first with { IdempotencyKey = ResponseKey(id) };
    }

    internal IReadOnlyList<RoomEvent> Events => events;

    internal RoomEvent? FirstResponse => requestCount < events.Length ? events[requestCount] : null;

    /// <summary>The events whose ids the model or the framework gave. Some number their messages anew in every response, so that the id alone does not tell one from another.</summary>
    internal IEnumerable<RoomEvent> Numbered => events.Skip(own);

    /// <summary>The key under which the response to a request is known.</summary>
    internal static string ResponseKey(string requestId)
    {
        const string prefix = "response-to:";
        return RecordRules.IsId(prefix + requestId) ? prefix + requestId : prefix + Hash(requestId);
    }

    /// <summary>Gives another id to each message whose id a different message has already, always the same one.</summary>
    /// <param name="stored">What the room has under the ids of <see cref="Numbered"/>.</param>
    internal void MakeIdsDistinct(IReadOnlyList<RoomEvent?> stored)
    {
        var taken = new Dictionary<string, RoomEvent>(StringComparer.Ordinal);
        foreach (var roomEvent in stored.OfType<RoomEvent>()) taken[roomEvent.Id] = roomEvent;
        for (var i = own; i < events.Length; i++)
        {
            var numbered = events[i];
            if (taken.TryGetValue(numbered.Id, out var other) && !IsSame(other, numbered)) events[i] = numbered with { Id = DistinctId(numbered) };
            taken.TryAdd(events[i].Id, events[i]);
        }
    }

    private static bool IsSame(RoomEvent one, RoomEvent other) => one.CorrelationId == other.CorrelationId && one.Content == other.Content;

    private static string DistinctId(RoomEvent numbered)
    {
        var hash = Hash(numbered.CorrelationId + JsonSerializer.Serialize(numbered.Content, ConversationJsonContext.Default.EventContent));
        var id = $"{numbered.Id}~{hash[..16]}";
        return RecordRules.IsId(id) ? id : hash;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
