using Conversations.Conformance;
using Conversations.Redis.Audit;
using Xunit;

namespace Conversations.Redis.Tests.Audit;

/// <summary>An audit, with and without repair, while others write.</summary>
public abstract class AuditBesideWritersTests(RedisFixture fixture)
{
    private const int Writers = 4;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Writes_on_their_way_are_no_findings(bool repair)
    {
        var store = new AuditedStore(fixture.Connection, Token) { SecondLookAfter = TimeSpan.FromSeconds(1.5) };
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        over.CancelAfter(Duration);
        await store.FillRoomAsync("busy", "busy");
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(store, writer, over.Token), Token)).ToArray();

        var findings = new List<AuditFinding>();
        while (!over.IsCancellationRequested) findings.AddRange(await store.AuditAsync(new() { Repair = repair }));
        await Task.WhenAll(writers);

        Assert.DoesNotContain(findings, finding => finding.IsProblem);
        Assert.DoesNotContain(await store.AuditAsync(), finding => finding.IsProblem);
    }

    private static async Task WriteAsync(AuditedStore store, int writer, CancellationToken over)
    {
        await using var redis = store.Open();
        for (var round = 0; !over.IsCancellationRequested; round++)
        {
            var (own, tag) = ($"own {writer}", $"w{writer}.{round}");
            await redis.Rooms.CreateAsync(Samples.FullRoom(own), Token);
            foreach (var roomId in (string[])[own, "busy"])
            {
                await redis.Events.AddAsync(Samples.Event($"{tag}.{roomId}.a", roomId) with { IdempotencyKey = $"{tag}.a" }, cancellationToken: Token);
                await redis.Events.AddAsync(Samples.Event($"{tag}.{roomId}.b", roomId) with { ParentEventId = $"{tag}.{roomId}.a", IdempotencyKey = $"{tag}.b" }, cancellationToken: Token);
                await redis.Bindings.AddAsync(Samples.Binding($"channel {round % 3}", roomId) with { ParticipantId = $"p{round % 2}" }, Token);
                await redis.Participants.AddAsync(Samples.Participant($"p{writer}", roomId), Token);
                await redis.Tasks.AddAsync(Samples.Task($"{tag}.{roomId}.task", roomId), Token);
                await redis.Idempotency.ClaimAsync(roomId, tag, cancellationToken: Token);
                await redis.ReadState.MarkAllReadAsync(roomId, $"channel {writer}", Token);
                await redis.Events.UpdateAsync(Samples.Event($"{tag}.{roomId}.b", roomId) with { ParentEventId = round % 2 == 0 ? "elsewhere" : null }, Token);
                if (round % 3 == 0) await redis.Events.DeleteAsync(roomId, $"{tag}.{roomId}.a", cancellationToken: Token);
                if (round % 4 == 0) await redis.Bindings.RemoveAsync(roomId, $"channel {round % 3}", Token);
                if (round % 5 == 0) await redis.Participants.RemoveAsync(roomId, $"p{writer}", Token);
                var room = await redis.Rooms.GetAsync(roomId, Token);
                await redis.Rooms.UpdateAsync(room! with { Status = round % 2 == 0 ? RoomStatus.Active : RoomStatus.Closed, OrganizationId = $"org-{round % 3}" }, Token);
            }

            await redis.Identities.CreateAsync(Samples.Identity(tag), Token);
            await redis.Identities.LinkAddressAsync(tag, ChannelType.Sms, $"+{round % 3}", cancellationToken: Token);
            await redis.Rooms.DeleteAsync(own, Token);
        }
    }
}

public sealed class AuditBesideWritersOnDevServer(DevServerFixture fixture) : AuditBesideWritersTests(fixture);

public sealed class AuditBesideWritersOnRedisServer(RedisServerFixture fixture) : AuditBesideWritersTests(fixture);

public sealed class AuditBesideWritersOnCluster(ClusterFixture fixture) : AuditBesideWritersTests(fixture);
