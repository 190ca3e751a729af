using Conversations;
using Conversations.Agents;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace AgentChat;

/// <summary>Answers with an agent of Microsoft Agent Framework.</summary>
public sealed class AgentReplica(IConversationStore store, IChatClient model) : IReplica
{
    // example
    private readonly RoomChatHistoryProvider history = new(store, new() { History = new() { MaxMessages = 100, MaxTokens = 8000 } });

    public async Task<string> AnswerAsync(string roomId, string messageId, string text)
    {
        // A webhook that is delivered twice: the answer is in the room already, and the model is not asked again.
        if (await history.History.FindResponseAsync(roomId, messageId) is [.., var earlier]) return earlier.Text;

        var agent = new ChatClientAgent(model, new ChatClientAgentOptions
        {
            Name = "concierge",
            ChatHistoryProvider = history,
            ChatOptions = new() { Tools = [AIFunctionFactory.Create(Weather.In, "get_weather")] },
        });
        var session = await agent.CreateSessionAsync();
        history.SetRoomId(session, roomId);
        var response = await agent.RunAsync(new ChatMessage(ChatRole.User, text) { MessageId = messageId }, session);
        return response.Text;
    }

    // end
}
