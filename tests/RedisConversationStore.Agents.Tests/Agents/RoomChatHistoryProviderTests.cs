using System.Text.Json;
using AgentChat;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Conversations.Agents.Tests.Agents;

/// <summary>The provider in the framework's own agent.</summary>
public sealed class RoomChatHistoryProviderTests : IAsyncDisposable
{
    private readonly InMemoryConversationStore store = new();
    private readonly FakeModel model = new();
    private readonly RoomChatHistoryProvider provider;

    public RoomChatHistoryProviderTests() => provider = new(store);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        model.Dispose();
        return store.DisposeAsync();
    }

    [Fact]
    public async Task An_agent_remembers_what_another_replica_was_told()
    {
        var told = Agent(provider);
        await told.RunAsync("My name is Ada.", await SessionAsync(told, provider), cancellationToken: Cancellation);
        var otherProvider = new RoomChatHistoryProvider(store);
        var other = Agent(otherProvider);

        var answer = await other.RunAsync("What is my name?", await SessionAsync(other, otherProvider), cancellationToken: Cancellation);

        Assert.Equal("You are Ada.", answer.Text);
    }

    [Fact]
    public async Task What_is_set_once_a_provider_is_made_changes_nothing()
    {
        var options = new RoomChatHistoryProviderOptions { RoomIdOf = _ => "room" };
        options.History.Events.UserSource = options.History.Events.UserSource with { ChannelId = "sms" };
        var made = new RoomChatHistoryProvider(store, options);

        options.RoomIdOf = _ => "another";
        options.History.NewRoom = null;
        options.History.MaxMessages = 1;
        options.History.Events.UserSource = options.History.Events.UserSource with { ChannelId = "voice" };
        var session = await Agent(made).CreateSessionAsync(Cancellation);
        await made.History.AppendAsync(made.GetRoomId(session), [Chats.User("one"), Chats.User("two")], [], Cancellation);

        Assert.Equal(["sms", "sms"], (await store.Events.TimelineAsync("room", cancellationToken: Cancellation)).Select(roomEvent => roomEvent.Source.ChannelId));
        Assert.Equal(2, (await made.History.LoadAsync("room", cancellationToken: Cancellation)).Count);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Tools_are_part_of_the_history(bool streams, bool storesEachCall)
    {
        var agent = Agent(provider, storesEachCall);
        var session = await SessionAsync(agent, provider);
        for (var turn = 0; turn < 2; turn++)
        {
            if (streams) await agent.RunStreamingAsync("weather in Paris?", session, cancellationToken: Cancellation).LastAsync(Cancellation);
            else await agent.RunAsync("weather in Paris?", session, cancellationToken: Cancellation);
        }

        var history = Chats.Said(await provider.History.LoadAsync("room", cancellationToken: Cancellation));

        Assert.Equal(8, history.Length);
        Assert.Equal(["user: weather in Paris?", "assistant: It is sunny in Paris."], [history[4], history[7]]);
        Assert.Equal(history[5].Replace("assistant: call", "tool: result", StringComparison.Ordinal), history[6]);
        Assert.Equal(8, await store.Events.CountAsync("room", Cancellation));
    }

    [Fact]
    public async Task A_message_that_arrives_again_is_answered_as_if_for_the_first_time_and_stored_once()
    {
        var agent = Agent(provider);
        await agent.RunAsync(Chats.User("My name is Ada.", "m1"), await SessionAsync(agent, provider), cancellationToken: Cancellation);
        await agent.RunAsync(Chats.User("weather in Paris?", "m2"), await SessionAsync(agent, provider), cancellationToken: Cancellation);
        var before = await store.Events.TimelineAsync("room", cancellationToken: Cancellation);

        var again = await agent.RunAsync(Chats.User("weather in Paris?", "m2"), await SessionAsync(agent, provider), cancellationToken: Cancellation);

        Assert.Equal("It is sunny in Paris.", again.Text);
        Assert.Equal(["user: My name is Ada.", "assistant: Hello, Ada.", "user: weather in Paris?"], Chats.Said(model.LastGiven)[..3]);
        Assert.Equal(before, await store.Events.TimelineAsync("room", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_turn_whose_reply_was_lost_can_be_run_again()
    {
        await store.Rooms.CreateAsync(new Room { Id = "room" }, Cancellation);
        var losing = new RoomChatHistoryProvider(StoreProxy.LosingFirstReply(store));
        var agent = Agent(losing);
        var session = await SessionAsync(agent, losing);
        var message = Chats.User("My name is Ada.");

        await Assert.ThrowsAsync<IOException>(() => agent.RunAsync(message, session, cancellationToken: Cancellation));
        await agent.RunAsync(message, session, cancellationToken: Cancellation);

        Assert.Equal(["user: My name is Ada.", "assistant: Hello, Ada."], Chats.Said(await provider.History.LoadAsync("room", cancellationToken: Cancellation)));
    }

    [Fact]
    public async Task A_turn_that_fails_leaves_nothing_behind()
    {
        var agent = new ChatClientAgent(new FailingModel(), new ChatClientAgentOptions { ChatHistoryProvider = provider });

        await Assert.ThrowsAsync<HttpRequestException>(async () => await agent.RunAsync("Hi", await SessionAsync(agent, provider), cancellationToken: Cancellation));

        Assert.Equal(0, await store.Events.CountAsync("room", Cancellation));
    }

    [Fact]
    public async Task A_session_is_the_room_id_and_nothing_else_however_long_the_conversation_is()
    {
        var agent = Agent(provider);
        var session = await SessionAsync(agent, provider);
        for (var turn = 0; turn < 20; turn++) await agent.RunAsync("Hi", session, cancellationToken: Cancellation);

        var serialized = await agent.SerializeSessionAsync(session, cancellationToken: Cancellation);
        var restored = await agent.DeserializeSessionAsync(serialized, cancellationToken: Cancellation);

        var state = serialized.GetProperty("stateBag").GetProperty("RoomChatHistoryProvider");
        Assert.Equal("""{"RoomId":"room"}""", JsonSerializer.Serialize(state));
        Assert.Equal("room", provider.GetRoomId(restored));
        Assert.Equal("You told me 21 things.", (await agent.RunAsync("Hi", restored, cancellationToken: Cancellation)).Text);
    }

    [Fact]
    public async Task The_model_is_given_the_tail_only()
    {
        var bounded = new RoomChatHistoryProvider(store, new() { History = new() { MaxMessages = 4 } });
        var agent = Agent(bounded);
        var session = await SessionAsync(agent, bounded);
        for (var turn = 0; turn < 10; turn++) await agent.RunAsync($"thing {turn}", session, cancellationToken: Cancellation);

        Assert.Equal(["user: thing 7", "user: thing 8", "user: thing 9"], Chats.Said(model.LastGiven.Where(message => message.Role == ChatRole.User)));
        Assert.Equal(5, model.LastGiven.Count);
    }

    [Fact]
    public async Task A_session_without_a_room_gets_one_of_its_own_or_as_the_application_says()
    {
        var agent = Agent(provider);
        var one = await agent.CreateSessionAsync(Cancellation);
        var other = await agent.CreateSessionAsync(Cancellation);
        var named = new RoomChatHistoryProvider(store, new() { RoomIdOf = _ => "lobby", StateKey = "named" });

        Assert.NotEqual(provider.GetRoomId(one), provider.GetRoomId(other));
        Assert.Equal(provider.GetRoomId(one), provider.GetRoomId(one));
        Assert.Equal("lobby", named.GetRoomId(one));
        Assert.Equal(["named"], named.StateKeys);
        Assert.Throws<ArgumentException>(() => provider.SetRoomId(one, "two\nlines"));
    }

    [Fact]
    public async Task Filters_change_what_is_stored_and_what_is_given()
    {
        var filtering = new RoomChatHistoryProvider(store, new()
        {
            StoreInputRequestMessageFilter = messages => messages.Select(message => new ChatMessage(message.Role, message.Text.Replace("4711", "****", StringComparison.Ordinal))),
            StoreInputResponseMessageFilter = _ => [],
            ProvideOutputMessageFilter = messages => messages.Append(Chats.User("remember the milk")),
        });
        var agent = Agent(filtering);
        var session = await SessionAsync(agent, filtering);

        await agent.RunAsync("My PIN is 4711", session, cancellationToken: Cancellation);
        await agent.RunAsync("Hi", session, cancellationToken: Cancellation);

        Assert.Equal(["user: My PIN is ****", "user: remember the milk", "user: Hi"], Chats.Said(model.LastGiven));
    }

    private static async Task<AgentSession> SessionAsync(AIAgent agent, RoomChatHistoryProvider provider)
    {
        var session = await agent.CreateSessionAsync(Cancellation);
        provider.SetRoomId(session, "room");
        return session;
    }

    private ChatClientAgent Agent(RoomChatHistoryProvider history, bool storesEachCall = false) => new(model, new ChatClientAgentOptions
    {
        Name = "concierge",
        ChatHistoryProvider = history,
        RequirePerServiceCallChatHistoryPersistence = storesEachCall,
        ChatOptions = new() { Tools = [AIFunctionFactory.Create(Weather.In, "get_weather")] },
    });

    private sealed class FailingModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new HttpRequestException("The model is not there.");

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new HttpRequestException("The model is not there.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
