using Conversations;
using Conversations.AI;
using Microsoft.Extensions.AI;

namespace AgentChat;

/// <summary>Answers with a bare chat client, without an agent framework.</summary>
public sealed class ClientReplica(IConversationStore store, IChatClient model) : IReplica
{
    // example
    private readonly RoomChatHistory history = new(store, new() { MaxMessages = 100, MaxTokens = 8000 });

    public async Task<string> AnswerAsync(string roomId, string messageId, string text)
    {
        if (await history.FindResponseAsync(roomId, messageId) is [.., var earlier]) return earlier.Text;

        ChatMessage[] requests = [new(ChatRole.User, text) { MessageId = messageId }];
        var response = await model.GetResponseAsync([.. await history.LoadAsync(roomId, requests), .. requests]);
        await history.AppendAsync(roomId, requests, response.Messages);
        return response.Text;
    }

    // end
}
