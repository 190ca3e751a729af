using Conversations.AI;
using Microsoft.Extensions.AI;

namespace Conversations.Agents.Tests.History;

/// <summary>The history on one kind of store.</summary>
public abstract class RoomChatHistoryTests(IStores stores) : IAsyncLifetime
{
    private const string RoomId = "room";

    private IConversationStore Store { get; set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(stores.Unavailable is not null, stores.Unavailable ?? "");
        Store = await stores.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Store is not null) await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_unknown_room_has_no_history()
    {
        Assert.Empty(await new RoomChatHistory(Store).LoadAsync(RoomId, cancellationToken: Cancellation));
        Assert.Empty(await new RoomChatHistory(Store).FindResponseAsync(RoomId, "m", Cancellation));
    }

    [Fact]
    public async Task Turns_are_read_in_the_order_they_were_stored()
    {
        var history = new RoomChatHistory(Store);

        Assert.True(await history.AppendAsync(RoomId, [Chats.User("one")], [Chats.Call("c1"), Chats.Result("c1"), Chats.Assistant("two")], Cancellation));
        Assert.True(await history.AppendAsync(RoomId, [Chats.User("three")], [Chats.Assistant("four")], Cancellation));

        Assert.Equal(["user: one", "assistant: call c1", "tool: result c1", "assistant: two", "user: three", "assistant: four"], await LoadAsync(history));
    }

    [Fact]
    public async Task A_room_of_the_applications_own_is_not_made()
    {
        var history = new RoomChatHistory(Store, new() { NewRoom = null });

        await Assert.ThrowsAsync<RecordNotFoundException>(() => history.AppendAsync(RoomId, [Chats.User("Hi")], [], Cancellation));
        Assert.False(await Store.Rooms.ExistsAsync(RoomId, Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(130)]
    public async Task Only_the_tail_is_read_however_long_the_room_is(int maxMessages)
    {
        await FillAsync(600);
        var read = 0;
        var history = new RoomChatHistory(StoreProxy.Counting(Store, count => read += count), new() { MaxMessages = maxMessages });

        var loaded = await LoadAsync(history);

        Assert.Equal(Enumerable.Range(600 - maxMessages, maxMessages).Select(number => $"user: {number}"), loaded);
        Assert.Equal(maxMessages, read);
    }

    [Fact]
    public async Task No_more_is_read_than_the_tokens_allow()
    {
        await FillAsync(600);
        var read = 0;
        var history = new RoomChatHistory(StoreProxy.Counting(Store, count => read += count), new() { MaxMessages = 500, MaxTokens = 35, CountTokens = _ => 10 });

        Assert.Equal(["user: 597", "user: 598", "user: 599"], await LoadAsync(history));
        Assert.Equal(50, read);
    }

    [Fact]
    public async Task A_tool_exchange_that_the_limit_parts_is_left_out()
    {
        var history = new RoomChatHistory(Store, new() { MaxMessages = 3 });
        await history.AppendAsync(RoomId, [Chats.User("one")], [Chats.Call("c1"), Chats.Result("c1"), Chats.Assistant("two")], Cancellation);
        await history.AppendAsync(RoomId, [Chats.User("three")], [], Cancellation);

        Assert.Equal(["assistant: two", "user: three"], await LoadAsync(history));
    }

    [Fact]
    public async Task A_call_without_a_result_is_left_out_unless_the_result_comes_now()
    {
        var history = new RoomChatHistory(Store);
        await history.AppendAsync(RoomId, [Chats.User("one")], [Chats.Call("c1")], Cancellation);

        Assert.Equal(["user: one"], await LoadAsync(history));
        Assert.Equal(["user: one", "assistant: call c1"], await LoadAsync(history, Chats.Result("c1")));
    }

    [Fact]
    public async Task A_model_that_uses_ids_of_calls_again_keeps_its_exchanges()
    {
        var history = new RoomChatHistory(Store);
        await history.AppendAsync(RoomId, [Chats.User("one")], [Chats.Call("0"), Chats.Result("0")], Cancellation);
        await history.AppendAsync(RoomId, [Chats.User("two")], [Chats.Call("0"), Chats.Result("0")], Cancellation);
        await history.AppendAsync(RoomId, [Chats.User("three")], [Chats.Call("0")], Cancellation);

        Assert.Equal(["user: one", "assistant: call 0", "tool: result 0", "user: two", "assistant: call 0", "tool: result 0", "user: three"], await LoadAsync(history));
    }

    [Fact]
    public async Task Edits_and_deletions_hold_for_the_model()
    {
        var history = new RoomChatHistory(Store);
        await history.AppendAsync(RoomId, [Chats.User("tpyo", "a"), Chats.User("secret", "b"), Chats.User("stays", "c")], [], Cancellation);
        await AddAsync(EventType.Edit, new EditContent { TargetEventId = "a", NewContent = new TextContent { Body = "first try" } });
        await AddAsync(EventType.Edit, new EditContent { TargetEventId = "a", NewContent = new TextContent { Body = "typo" } });
        await AddAsync(EventType.Delete, new DeleteContent { TargetEventId = "b" });

        Assert.Equal(["user: typo", "user: stays"], await LoadAsync(history));
    }

    [Fact]
    public async Task What_is_not_for_models_is_not_given_to_them()
    {
        var history = new RoomChatHistory(Store);
        await history.AppendAsync(RoomId, [Chats.User("seen")], [], Cancellation);
        await AddAsync(EventType.Message, new TextContent { Body = "blocked" }, roomEvent => roomEvent with { Status = EventStatus.Blocked });
        await AddAsync(EventType.Message, new TextContent { Body = "whispered" }, roomEvent => roomEvent with { Visibility = "sms-main" });
        await AddAsync(EventType.Message, new UnknownContent("hologram"));
        await AddAsync(EventType.Typing, new SystemContent { Body = "types" });

        Assert.Equal(["user: seen"], await LoadAsync(history));
    }

    [Fact]
    public async Task A_turn_whose_reply_was_lost_is_stored_once()
    {
        var history = new RoomChatHistory(StoreProxy.LosingFirstReply(Store), new() { NewRoom = null });
        await Store.Rooms.CreateAsync(new Room { Id = RoomId }, Cancellation);
        ChatMessage[] requests = [Chats.User("one")];
        ChatMessage[] responses = [Chats.Call("c1"), Chats.Result("c1"), Chats.Assistant("two")];

        await Assert.ThrowsAsync<IOException>(() => history.AppendAsync(RoomId, requests, responses, Cancellation));
        Assert.True(await history.AppendAsync(RoomId, requests, responses, Cancellation));

        Assert.Equal(["user: one", "assistant: call c1", "tool: result c1", "assistant: two"], await LoadAsync(history));
    }

    [Fact]
    public async Task A_request_that_is_answered_again_keeps_its_first_response()
    {
        var history = new RoomChatHistory(Store);
        Assert.True(await history.AppendAsync(RoomId, [Chats.User("weather?", "m1")], [Chats.Assistant("sunny", "r1")], Cancellation));

        Assert.False(await history.AppendAsync(RoomId, [Chats.User("weather?", "m1")], [Chats.Call("c2"), Chats.Result("c2"), Chats.Assistant("rain", "r2")], Cancellation));

        Assert.Equal(["user: weather?", "assistant: sunny"], await LoadAsync(history));
        Assert.Equal(["assistant: sunny"], Chats.Said(await history.FindResponseAsync(RoomId, "m1", Cancellation)));
    }

    [Fact]
    public async Task Replicas_that_answer_the_same_request_at_once_store_one_response()
    {
        await Store.Rooms.CreateAsync(new Room { Id = RoomId }, Cancellation);
        for (var round = 0; round < 10; round++)
        {
            var id = $"m{round}";
            var stored = await Task.WhenAll(Enumerable.Range(0, 4).Select(replica => Task.Run(() => new RoomChatHistory(Store).AppendAsync(
                RoomId,
                [Chats.User("weather?", id)],
                [Chats.Call($"c{round}-{replica}"), Chats.Result($"c{round}-{replica}"), .. Enumerable.Range(0, replica).Select(number => Chats.Assistant($"{replica}.{number}"))]))));

            Assert.Single(stored, isStored => isStored);
            var response = await new RoomChatHistory(Store).FindResponseAsync(RoomId, id, Cancellation);
            var turn = (await Store.Events.TimelineAsync(RoomId, 1000, cancellationToken: Cancellation)).Where(roomEvent => roomEvent.CorrelationId == id).Select(roomEvent => roomEvent.Id);
            Assert.Equal([id, .. response.Select(message => message.MessageId)], turn);
            Assert.Equal(2 + Array.IndexOf(stored, true), response.Count);
        }
    }

    [Fact]
    public async Task A_turn_that_is_tried_again_begins_where_it_began_the_first_time()
    {
        var history = new RoomChatHistory(Store);
        await history.AppendAsync(RoomId, [Chats.User("one", "m1")], [Chats.Assistant("two")], Cancellation);
        await history.AppendAsync(RoomId, [Chats.User("three", "m2")], [Chats.Assistant("four")], Cancellation);

        Assert.Equal(["user: one", "assistant: two"], await LoadAsync(history, Chats.User("three", "m2")));
    }

    [Fact]
    public async Task A_client_that_sends_the_whole_transcript_each_time_stores_nothing_twice()
    {
        var history = new RoomChatHistory(Store);
        await history.AppendAsync(RoomId, [Chats.User("one", "m1")], [Chats.Assistant("two", "r1")], Cancellation);
        ChatMessage[] transcript = [Chats.User("one", "m1"), Chats.Assistant("two", "r1"), Chats.User("three", "m2")];

        Assert.Empty(await LoadAsync(history, transcript));
        await history.AppendAsync(RoomId, transcript, [Chats.Assistant("four", "r2")], Cancellation);

        Assert.Equal(["user: one", "assistant: two", "user: three", "assistant: four"], await LoadAsync(history));
    }

    [Fact]
    public async Task A_model_that_gives_every_message_the_same_id_loses_none()
    {
        var history = new RoomChatHistory(Store);
        for (var turn = 1; turn <= 3; turn++)
        {
            ChatMessage[] requests = [Chats.User("again")];
            ChatMessage[] responses = [Chats.Call($"c{turn}", "chatcmpl-0"), Chats.Result($"c{turn}", id: "chatcmpl-0"), Chats.Assistant("ok", "chatcmpl-0")];
            Assert.True(await history.AppendAsync(RoomId, requests, responses, Cancellation));
            Assert.True(await history.AppendAsync(RoomId, requests, responses, Cancellation));
        }

        Assert.Equal(Enumerable.Range(1, 3).SelectMany(turn => (string[])["user: again", $"assistant: call c{turn}", $"tool: result c{turn}", "assistant: ok"]), await LoadAsync(history));
    }

    [Fact]
    public async Task A_message_that_the_application_stored_before_is_not_stored_again()
    {
        await Store.Rooms.CreateAsync(new Room { Id = RoomId }, Cancellation);
        await AddAsync(EventType.Message, new RichContent { Body = "*Hi*" }, roomEvent => roomEvent with { Id = "SM1" });
        var history = new RoomChatHistory(Store);

        await history.AppendAsync(RoomId, [Chats.User("Hi", "SM1")], [Chats.Assistant("Hello")], Cancellation);

        Assert.Equal(["user: *Hi*", "assistant: Hello"], await LoadAsync(history));
    }

    [Fact]
    public async Task A_turn_of_more_messages_than_one_step_takes_is_stored_whole()
    {
        var history = new RoomChatHistory(Store, new() { MaxMessages = 1000 });

        await history.AppendAsync(RoomId, [], [.. Enumerable.Range(0, EventLimits.MaxEventsPerAdd + 1).Select(number => Chats.Assistant($"{number}"))], Cancellation);

        Assert.Equal(EventLimits.MaxEventsPerAdd + 1, (await LoadAsync(history)).Length);
    }

    private static async Task<string[]> LoadAsync(RoomChatHistory history, params ChatMessage[] requests) =>
        Chats.Said(await history.LoadAsync(RoomId, requests, Cancellation));

    private async Task FillAsync(int messages)
    {
        await Store.Rooms.CreateAsync(new Room { Id = RoomId }, Cancellation);
        foreach (var chunk in new ChatEventConverter().ToEvents(RoomId, Enumerable.Range(0, messages).Select(number => Chats.User($"{number}"))).Chunk(EventLimits.MaxEventsPerAdd))
        {
            await Store.Events.AddManyAsync(RoomId, chunk, cancellationToken: Cancellation);
        }
    }

    private Task AddAsync(EventType type, EventContent content, Func<RoomEvent, RoomEvent>? change = null)
    {
        var roomEvent = new RoomEvent { RoomId = RoomId, Type = type, Source = new() { ChannelId = "web", ChannelType = ChannelType.WebSocket }, Content = content };
        return Store.Events.AddAsync(change?.Invoke(roomEvent) ?? roomEvent, cancellationToken: Cancellation);
    }
}

public sealed class InMemoryRoomChatHistoryTests() : RoomChatHistoryTests(new InMemoryStores());

public sealed class DevServerRoomChatHistoryTests(DevServerStores stores) : RoomChatHistoryTests(stores);

public sealed class RedisServerRoomChatHistoryTests(RedisServerStores stores) : RoomChatHistoryTests(stores);
