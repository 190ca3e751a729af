using Conversations.Conformance;
using Conversations.Redis.Tests.Hints;
using Xunit;

namespace Conversations.Redis.Tests.Operations;

/// <summary>The retention loops of docs/operating.md, on events whose dates are wrong.</summary>
public abstract class RetentionTests(RedisFixture fixture) : HintTest(fixture)
{
    private static readonly DateTimeOffset Past = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), Future = new(2150, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Event_dated_ahead_keeps_no_old_event_after_it()
    {
        await Store.Rooms.CreateAsync(Samples.Room(), Token);
        DateTimeOffset[] dates = [Past, Future, Past, Past, DateTimeOffset.UtcNow];
        for (var i = 0; i < dates.Length; i++) await Store.Events.AddAsync(Samples.Event($"e{i}") with { CreatedAt = dates[i] }, cancellationToken: Token);

        var limit = DateTimeOffset.UtcNow.AddDays(-90);
        await foreach (var old in Store.Events.EnumerateAsync(RoomId, cancellationToken: Token))
        {
            if (old.CreatedAt < limit) await Store.Events.DeleteAsync(RoomId, old.Id, cascade: false, Token);
        }

        Assert.Equal(["e1", "e4"], (await Store.Events.TimelineAsync(RoomId, cancellationToken: Token)).Select(left => left.Id));
    }

    [Fact]
    public async Task Room_is_deleted_for_its_silence_and_not_for_the_dates_of_its_events()
    {
        foreach (var (id, date) in (IEnumerable<(string, DateTimeOffset)>)[("past", Past), ("future", Future)])
        {
            await Store.Rooms.CreateAsync(Samples.Room(id), Token);
            await Store.Events.AddAsync(Samples.Event($"event of {id}", id) with { CreatedAt = date }, cancellationToken: Token);
        }

        await Store.Rooms.CreateAsync(Samples.Room("silent"), Token);

        await DeleteSilentAsync(DateTimeOffset.UtcNow.AddDays(-90));
        Assert.Equal(["future", "past"], Ids(await Store.Rooms.ListAsync(cancellationToken: Token)).Order());

        await DeleteSilentAsync(DateTimeOffset.UtcNow.AddMinutes(6));
        Assert.Empty(await Store.Rooms.ListAsync(cancellationToken: Token));
    }

    private async Task DeleteSilentAsync(DateTimeOffset silentSince)
    {
        await foreach (var room in Store.Rooms.EnumerateAsync(cancellationToken: Token))
        {
            if ((room.Timers.LastActivityAt ?? room.CreatedAt) <= silentSince) await Store.Rooms.DeleteAsync(room.Id, new RoomConditions { NoActivitySince = silentSince }, Token);
        }
    }
}

public sealed class RetentionTestsOnRedisServer(RedisServerFixture fixture) : RetentionTests(fixture);

public sealed class RetentionTestsOnDevServer(DevServerFixture fixture) : RetentionTests(fixture);
