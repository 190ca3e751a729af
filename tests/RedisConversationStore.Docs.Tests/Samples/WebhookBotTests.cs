using System.Net;
using WebhookBot;

namespace Conversations.Docs.Tests;

/// <summary>The sample as two replicas, two processes on one Redis, over HTTP.</summary>
public sealed class WebhookBotTests
{
    private const string Sender = "+15550100";
    private const string Room = "sms-main:" + Sender;

    [Fact]
    public async Task Messages_delivered_several_times_to_both_replicas_at_once_are_there_once_with_one_reply_each()
    {
        const int messages = 20;
        await using var redis = await StartRedisAsync();
        await using var one = await WebhookBotReplica.StartAsync(redis.ConnectionString, "one");
        await using var two = await WebhookBotReplica.StartAsync(redis.ConnectionString, "two");
        WebhookBotReplica[] replicas = [one, two, one, two];

        var deliveries = Enumerable.Range(0, messages).SelectMany(message => replicas.Select(replica => (Message: Message(message), Replica: replica))).ToArray();
        Random.Shared.Shuffle(deliveries);
        var receipts = await Task.WhenAll(deliveries.Select(async delivery => (delivery.Message.Text, Receipt: await delivery.Replica.ReceiptAsync(delivery.Message))));

        Assert.Equal(messages, receipts.Count(receipt => !receipt.Receipt.IsDuplicate));
        var timeline = await one.TimelineAsync(Room);
        Assert.Equal(timeline, await two.TimelineAsync(Room));
        Assert.Equal(Enumerable.Range(0, 2 * messages).Select(index => (long)index), timeline.Select(line => line.Index));
        foreach (var receipt in receipts.GroupBy(receipt => receipt.Text))
        {
            // Every delivery of a message was answered with the same words, and they are in the room once.
            var said = Assert.Single(timeline, line => line.Channel == "sms-main" && line.Text == receipt.Key);
            var reply = Assert.Single(timeline, line => line.InReplyTo == said.Id);
            Assert.All(receipt, answered => Assert.Equal((said.Index, reply.Text), (answered.Receipt.Index, answered.Receipt.Reply)));
        }
    }

    [Fact]
    public async Task A_message_whose_replica_is_killed_while_it_thinks_is_answered_once_by_the_other()
    {
        await using var redis = await StartRedisAsync();
        await using var slow = await WebhookBotReplica.StartAsync(redis.ConnectionString, "slow", thinkingTime: TimeSpan.FromHours(1));
        await using var other = await WebhookBotReplica.StartAsync(redis.ConnectionString, "other");

        var unanswered = slow.DeliverAsync(Message(0));
        await Eventually.HoldsAsync("the message is in the room", async () => await other.TimelineAsync(Room) is [{ Index: 0 }]);
        await slow.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => unanswered);
        var redelivered = await Task.WhenAll(other.ReceiptAsync(Message(0)), other.ReceiptAsync(Message(0)));

        Assert.All(redelivered, receipt => Assert.True(receipt.IsDuplicate));
        var timeline = await other.TimelineAsync(Room);
        Assert.Equal([(0L, "sms-main"), (1L, "bot")], timeline.Select(line => (line.Index, line.Channel)));
        Assert.Equal(timeline[0].Id, timeline[1].InReplyTo);
        Assert.All(redelivered, receipt => Assert.Equal(timeline[1].Text, receipt.Reply));
    }

    [Fact]
    public async Task What_is_read_at_one_replica_is_read_at_the_other()
    {
        await using var redis = await StartRedisAsync();
        await using var one = await WebhookBotReplica.StartAsync(redis.ConnectionString, "one");
        await using var two = await WebhookBotReplica.StartAsync(redis.ConnectionString, "two");
        await one.ReceiptAsync(Message(0));

        Assert.Equal(2, await two.UnreadAsync(Room));
        await one.MarkReadAsync(Room);
        Assert.Equal(0, await two.UnreadAsync(Room));
        await two.ReceiptAsync(Message(1));
        Assert.Equal(2, await one.UnreadAsync(Room));
    }

    [Fact]
    public async Task Without_Redis_a_replica_starts_is_not_ready_and_asks_for_redelivery_and_works_when_Redis_is_back()
    {
        await using var redis = await StartRedisAsync();
        await redis.KillAsync();
        await using var replica = await WebhookBotReplica.StartAsync(redis.ConnectionString, "early");

        Assert.False(await replica.IsReadyAsync());
        using (var refused = await replica.DeliverAsync(Message(0)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        await redis.RestartAsync();
        await Eventually.HoldsAsync("the replica is ready", replica.IsReadyAsync);
        await Eventually.HoldsAsync("the message is taken", async () => (await replica.DeliverAsync(Message(0))).IsSuccessStatusCode);
        Assert.Equal(2, (await replica.TimelineAsync(Room)).Length);
    }

    [Fact]
    public async Task What_is_no_delivery_is_refused()
    {
        await using var redis = await StartRedisAsync();
        await using var replica = await WebhookBotReplica.StartAsync(redis.ConnectionString, "one");

        Assert.Equal(HttpStatusCode.NotFound, (await replica.DeliverAsync(Message(0), "no-such-channel")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await replica.DeliverAsync(new() { Id = "no good id\n", From = Sender, Text = "?" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await replica.DeliverAsync(new() { Id = "SM1", From = Sender, Text = "" })).StatusCode);
    }

    private static Delivery Message(int number) => new() { Id = $"SM{number}", From = Sender, Text = $"message {number}" };

    private static async Task<RedisServerProcess> StartRedisAsync()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        return await RedisServerProcess.StartAsync();
    }
}
