using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conversations.AI;

/// <summary>Takes over JSON of models and tools. A number that free-form data does not hold exactly is kept as the text it was written in: an answer that was paid for is not refused for a number.</summary>
internal static class ForeignNumbers
{
    internal static DataObject ToData(JsonElement json)
    {
        try
        {
            return json.Deserialize(ConversationJsonContext.Default.DataObject)!;
        }
        catch (JsonException)
        {
            return WithTexts(json)!.Deserialize(ConversationJsonContext.Default.DataObject)!;
        }
    }

    private static JsonNode? WithTexts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, WithTexts(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(WithTexts)]),
        JsonValueKind.Number when !IsKept(json) => JsonValue.Create(json.GetRawText()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(json),
    };

    private static bool IsKept(JsonElement number)
    {
        try
        {
            _ = number.Deserialize(ConversationJsonContext.Default.DataValue);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
