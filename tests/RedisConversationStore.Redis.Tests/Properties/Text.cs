using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Arguments and results as a person reads them: JSON, with what JSON leaves out.</summary>
internal static partial class Text
{
    private const int Readable = 400;

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
        AddEventOptions or EventPage or EventFilter or RoomQuery or RoomConditions => Settings(value),
        IReadOnlyDictionary<string, long> counts => "{" + string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{Of(count.Key)}: {count.Value}")) + "}",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Of)) + "]",
        _ => $"{value}",
    };

    /// <summary>A text with its repetitions counted, cut where it becomes too long to be read.</summary>
    internal static string Cut(string text)
    {
        var counted = Repetition().Replace(text, found => $"{found.Groups["part"].Value}×{found.Length / found.Groups["part"].Length}");
        return counted.Length <= Readable ? counted : $"{counted[..Readable]}… ({text.Length} characters)";
    }

    /// <summary>Two texts from shortly before they differ.</summary>
    internal static (string Left, string Right) Difference(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        var from = same < Readable / 2 ? 0 : same - (Readable / 4);
        return (Part(left), Part(right));

        string Part(string text) => from == 0 ? Cut(text) : "…" + Cut(text[from..]);
    }

    [GeneratedRegex(@"(?<part>.{1,12}?)\k<part>{9,}")]
    private static partial Regex Repetition();

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
