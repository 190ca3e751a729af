using System.Text.Json;
using Microsoft.Extensions.AI;
using AITextContent = Microsoft.Extensions.AI.TextContent;

namespace Conversations.AI;

/// <summary>What a message costs a model, roughly: right within a factor of two for European languages, which is what a limit on history needs.</summary>
internal static class TokenEstimate
{
    private const int CharactersPerToken = 4;
    private const int TokensPerMessage = 4;
    private const int TokensPerFile = 1000;

    internal static int Of(ChatMessage message) => TokensPerMessage + message.Contents.Sum(Of);

    private static int Of(AIContent content) => content switch
    {
        AITextContent text => OfText(text.Text),
        TextReasoningContent reasoning => OfText(reasoning.Text),
        DataContent or UriContent or HostedFileContent => TokensPerFile,
        FunctionCallContent call => OfText(call.Name) + OfText(call.Arguments is null ? "" : Json(call.Arguments)),
        FunctionResultContent result => OfText(result.Result as string ?? (result.Result is null ? "" : Json(result.Result))),
        _ => 0,
    };

    private static int OfText(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;

    private static string Json(object value) => JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(object)));
}
