using AgentChat;
using Conversations.Redis;

// agent|client CONNECTION ROOM: each line of standard input is the id of a message and what it says; each line of standard output is an answer.
// Start several with the same room: they share one conversation.
if (args is not [("agent" or "client") and var kind, var connection, var roomId])
{
    await Console.Error.WriteLineAsync("Usage: agent|client CONNECTION ROOM");
    return 2;
}

await using var store = await RedisConversationStore.ConnectAsync(connection);
using var model = new FakeModel();
IReplica replica = kind == "agent" ? new AgentReplica(store, model) : new ClientReplica(store, model);
while (await Console.In.ReadLineAsync() is { } line)
{
    if (line.Split(' ', 2) is not [var messageId, var text]) continue;
    Console.WriteLine(await replica.AnswerAsync(roomId, messageId, text));
}

return 0;
