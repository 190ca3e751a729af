using System.Text.Json;
using Conversations.AI;
using CsCheck;
using Microsoft.Extensions.AI;

namespace Conversations.Agents.Tests.Converting;

public sealed class RoundTripProperties(DevServerStores devServer)
{
    private readonly ChatEventConverter converter = new();

    [Fact]
    public void A_message_comes_back_from_its_event_as_it_was() => ChatGenerators.Message.Sample(
        message =>
        {
            var roomEvent = RecordRules.Accept(converter.ToEvent("room", message));

            Assert.Equal(Expected(message, roomEvent), Chats.Json(converter.ToMessage(roomEvent)));
        },
        iter: 3000);

    [Fact]
    public void An_event_of_a_message_survives_the_interchange_format() => ChatGenerators.Message.Sample(
        message =>
        {
            var roomEvent = RecordRules.Accept(converter.ToEvent("room", message));
            var json = JsonSerializer.Serialize(roomEvent, ConversationJsonContext.Default.RoomEvent);

            Assert.Equal(roomEvent, JsonSerializer.Deserialize(json, ConversationJsonContext.Default.RoomEvent));
        },
        iter: 1000);

    [Fact]
    public async Task A_message_comes_back_from_Redis_as_it_was()
    {
        await using var store = await devServer.OpenAsync();
        await store.Rooms.CreateAsync(new Room { Id = "room" }, TestContext.Current.CancellationToken);
        await ChatGenerators.Message.SampleAsync(
            async message =>
            {
                message.MessageId = null;
                var stored = (await store.Events.AddAsync(converter.ToEvent("room", message))).Event;
                var read = await store.Events.GetAsync("room", stored.Id);

                Assert.Equal(Expected(message, stored), Chats.Json(converter.ToMessage(read!)));
            },
            iter: 300);
    }

    /// <summary>The message, with the id and the time that it got when it was stored.</summary>
    private static string Expected(ChatMessage message, RoomEvent roomEvent)
    {
        var expected = message.Clone();
        expected.MessageId ??= roomEvent.Id;
        expected.CreatedAt ??= roomEvent.CreatedAt;
        return Chats.Json(expected);
    }
}
