using Conversations.AI;
using Microsoft.Extensions.AI;

namespace Conversations.Agents.Tests.History;

public sealed class OptionTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1001, null)]
    [InlineData(50, -1)]
    public async Task Limits_outside_their_range_are_refused(int maxMessages, int? maxTokens)
    {
        await using var store = new InMemoryConversationStore();

        Assert.Throws<ArgumentOutOfRangeException>(() => new RoomChatHistory(store, new() { MaxMessages = maxMessages, MaxTokens = maxTokens }));
    }

    [Fact]
    public void A_token_is_about_four_characters_and_a_picture_a_thousand_tokens()
    {
        var count = new RoomChatHistoryOptions().CountTokens;

        Assert.Equal(104, count(Chats.User(new string('x', 400))));
        Assert.Equal(1004, count(new ChatMessage(ChatRole.User, [new DataContent(new byte[100_000], "image/png")])));
        Assert.InRange(count(Chats.Call("c")), 8, 15);
        Assert.InRange(count(Chats.Result("c", new string('x', 400))), 100, 110);
    }
}
