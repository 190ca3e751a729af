using System.Text.Json;

namespace Conversations.LoadTesting.Planning;

/// <summary>Reads the arrays that files of a Slack export are, and knows on which line each item begins.</summary>
internal static class SlackJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The items of a file; none when it is not there.</summary>
    /// <exception cref="ChatExportException">The file is no array of such items.</exception>
    internal static IReadOnlyList<(T Item, long Line)> Read<T>(ExportFiles files, string name)
        where T : class
    {
        if (!files.Has(name)) return [];
        ReadOnlySpan<byte> json = files.ReadAll(name);
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        var items = new List<(T, long)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var line = 1L;
        var counted = 0;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new ChatExportException(name, 1, "the file is no JSON array, as all of a Slack export are.");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var at = (int)reader.TokenStartIndex;
                line += json[counted..at].Count((byte)'\n');
                counted = at;
                items.Add((JsonSerializer.Deserialize<T>(ref reader, Options) ?? throw new ChatExportException(name, line, "there is null instead of an object."), line));
            }
        }
        catch (JsonException invalid)
        {
            // Of a damaged file the reader knows the line; of a value of the wrong type, the item's first line is what we know.
            var isValue = invalid.Path is { Length: > 1 };
            throw new ChatExportException(name, isValue ? line : invalid.LineNumber + 1, isValue ? $"'{invalid.Path![2..]}' has a value of another type than a Slack export has there." : "this is not valid JSON.", invalid);
        }

        return items;
    }
}
