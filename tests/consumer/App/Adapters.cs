using Conversations;
using Conversations.Agents;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace StoreConsumer;

/// <summary>A turn of an agent in a room, without the agent: what is stored of it, once, and comes back.</summary>
internal static class Adapters
{
    private const string RoomId = "chat";

    public static async Task ChatAsync(IConversationStore store)
    {
        var provider = new RoomChatHistoryProvider(store);
        var session = new Session();
        provider.SetRoomId(session, RoomId);
        Expect.Same(RoomId, provider.GetRoomId(session));

        ChatMessage[] asked = [new(ChatRole.User, "Where is my bike?") { MessageId = "chat-1" }];
        ChatMessage[] answered =
        [
            new(ChatRole.Assistant, [new FunctionCallContent("call-1", "find_order", new Dictionary<string, object?> { ["number"] = "4711" })]),
            new(ChatRole.Tool, [new FunctionResultContent("call-1", "on its way")]),
            new(ChatRole.Assistant, "It arrives tomorrow."),
        ];
        var history = provider.History;
        Expect.That(await history.AppendAsync(RoomId, asked, answered));
        Expect.That(!await history.AppendAsync(RoomId, asked, [new(ChatRole.Assistant, "It is lost.")]));

        var loaded = await history.LoadAsync(RoomId);
        Expect.Same("Where is my bike?|||It arrives tomorrow.", string.Join('|', loaded.Select(message => message.Text)));
        var call = loaded[1].Contents.OfType<FunctionCallContent>().Single();
        Expect.Same("find_order 4711", $"{call.Name} {call.Arguments!["number"]}");
        Expect.Same("It arrives tomorrow.", (await history.FindResponseAsync(RoomId, "chat-1"))[^1].Text);
    }

    private sealed class Session : AgentSession;
}
