using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Operations;

/// <summary>Activity that an earlier version took from an event dated far ahead.</summary>
public abstract class ActivityTests(RedisFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commits => ["add", "add many", "import", "update"];

    [Theory]
    [MemberData(nameof(Commits))]
    public async Task Activity_stored_too_far_ahead_is_corrected_by_the_next_commit(string commit)
    {
        Assert.SkipWhen(fixture.Unavailable is not null, $"{fixture.Name}: {fixture.Unavailable}");
        var prefix = $"test:{Guid.NewGuid():N}";
        await using var store = new RedisConversationStore(fixture.Connection, new() { KeyPrefix = prefix });
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        var far = new DateTimeOffset(2150, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await fixture.Connection.GetDatabase().HashSetAsync($"{prefix}:{{{Samples.RoomId}}}:room", RoomFields.LastActivityAt, Instants.ToMicroseconds(far));

        await (commit switch
        {
            "add" => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token),
            "add many" => store.Events.AddManyAsync(Samples.RoomId, [Samples.Event("a"), Samples.Event("b")], cancellationToken: Token),
            "import" => store.Events.ImportAsync(Samples.Event("e") with { Index = 3, CreatedAt = far }, Token),
            _ => (Task)store.Rooms.UpdateAsync(Samples.Room(), Token),
        });

        var room = await store.Rooms.GetAsync(Samples.RoomId, Token);
        Assert.InRange(room!.Timers.LastActivityAt!.Value, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(10));
        await store.Rooms.DeleteAsync(Samples.RoomId, Token);
    }
}

public sealed class ActivityTestsOnDevServer(DevServerFixture fixture) : ActivityTests(fixture);

public sealed class ActivityTestsOnRedisServer(RedisServerFixture fixture) : ActivityTests(fixture);
