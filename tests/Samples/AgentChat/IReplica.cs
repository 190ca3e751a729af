namespace AgentChat;

/// <summary>One of the processes that answer messages.</summary>
public interface IReplica
{
    /// <summary>Answers a message. A message that arrives again is answered as before.</summary>
    Task<string> AnswerAsync(string roomId, string messageId, string text);
}
