using Xunit;

namespace Conversations.Conformance;

/// <summary>When a room was last active: when the store committed, whatever date its events carry.</summary>
/// <param name="fixture">The backend.</param>
public abstract class RoomActivityConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    /// <summary>Dates of events, long gone and far ahead.</summary>
    public static TheoryData<int> Years => [1970, 2150];

    [Theory]
    [MemberData(nameof(Years))]
    public async Task Activity_is_when_the_store_committed_whatever_the_date_of_the_event(int year)
    {
        await CreateRoomAsync("added");
        await CreateRoomAsync("added together");

        await AddAsync(Samples.Event("a", "added") with { CreatedAt = At(year) });
        await Store.Events.AddManyAsync("added together", [Samples.Event("b", "added together") with { CreatedAt = At(year) }, Samples.Event("c", "added together")], cancellationToken: Token);

        AssertIsNow((await RoomAsync("added")).Timers.LastActivityAt);
        AssertIsNow((await RoomAsync("added together")).Timers.LastActivityAt);
    }

    [Fact]
    public async Task Activity_never_moves_back()
    {
        var room = await CreateRoomAsync(change: sample => sample with { Timers = new() { InactiveAfterSeconds = 5, LastActivityAt = At(2150) } });
        var activity = room.Timers.LastActivityAt;

        for (var i = 0; i < 10; i++)
        {
            await AddAsync(Samples.Event($"e{i}") with { CreatedAt = At(i % 2 == 0 ? 1970 : 2150) });
            var timers = (await RoomAsync()).Timers;
            Assert.True(timers.LastActivityAt >= activity, $"{timers.LastActivityAt:O} after {activity:O}");
            Assert.Equal(5, timers.InactiveAfterSeconds);
            activity = timers.LastActivityAt;
        }
    }

    [Fact]
    public async Task Activity_given_by_a_caller_is_cut_to_five_minutes_ahead_of_the_clock()
    {
        var created = await CreateRoomAsync(change: sample => sample with { Timers = new() { LastActivityAt = At(2150) } });
        AssertIsNow(created.Timers.LastActivityAt);
        Assert.Equal(created, await RoomAsync());

        var updated = await Store.Rooms.UpdateAsync(Samples.Room() with { Timers = new() { LastActivityAt = At(2150) } }, Token);
        AssertIsNow(updated.Timers.LastActivityAt);
        Assert.True(updated.Timers.LastActivityAt >= created.Timers.LastActivityAt);
        Assert.Equal(updated, await RoomAsync());
    }

    [Fact]
    public async Task Import_of_an_event_that_is_dated_ahead_counts_as_activity_now()
    {
        await CreateRoomAsync();

        await Store.Events.ImportAsync(Samples.Event("e") with { Index = 0, CreatedAt = At(2150) }, Token);

        AssertIsNow((await RoomAsync()).Timers.LastActivityAt);
    }

    private static DateTimeOffset At(int year) => new(year, 6, 1, 0, 0, 0, TimeSpan.Zero);
}
