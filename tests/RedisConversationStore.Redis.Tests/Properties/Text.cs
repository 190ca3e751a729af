using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Arguments and results as a person reads them: JSON, with what JSON leaves out.</summary>
internal static class Text
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    internal static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => JsonSerializer.Serialize(text, Plain),
        DateTimeOffset instant => instant.ToString("O"),
        Room room => $"{Json(room)} version {room.Version} latest {room.LatestIndex} delivered {room.DeliveredIndex}",
        RoomContext context => $"{Of(context.Room)} {Of(context.Bindings)} {Of(context.Participants)}",
        AddEventResult added => $"{added.Outcome} {Of(added.Event)}",
        ConversationRecord or DataObject => Json(value),
        AddEventOptions or EventPage or EventFilter or RoomQuery => Settings(value),
        IReadOnlyDictionary<string, long> counts => "{" + string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{Of(count.Key)}: {count.Value}")) + "}",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Of)) + "]",
        _ => $"{value}",
    };

    private static string Json(object value) => JsonSerializer.Serialize(value, value.GetType(), Plain);

    /// <summary>The members that are set.</summary>
    private static string Settings(object value)
    {
        var set = from property in value.GetType().GetProperties()
                  where property.GetMethod is { IsStatic: false } && property.GetIndexParameters().Length == 0
                  let member = property.GetValue(value)
                  where member is not null and not false and not 0
                  select $"{property.Name} = {Of(member)}";
        return $"{value.GetType().Name} {{ {string.Join(", ", set)} }}";
    }
}
