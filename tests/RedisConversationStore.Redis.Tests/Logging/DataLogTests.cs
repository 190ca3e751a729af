using System.Diagnostics;
using Conversations.Conformance;
using Conversations.Redis.Connection;
using Conversations.Redis.Logging;
using Conversations.Redis.Scripts;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Logging;

/// <summary>What is logged of data that is not as it should be.</summary>
public sealed class DataLogTests : IAsyncDisposable
{
    private const string RoomId = Samples.RoomId;
    private const string Content = "what-people-wrote";

    private readonly RecordingLogger log = new();
    private readonly ManualClock clock = new(DateTimeOffset.UtcNow);
    private readonly KeySpace keys;
    private readonly IDatabase database;
    private readonly RedisConversationStore store;

    public DataLogTests(DevServerFixture fixture)
    {
        var prefix = $"test:{Guid.NewGuid():N}";
        keys = new(prefix);
        database = fixture.Connection.GetDatabase();
        store = new(fixture.Connection, new() { KeyPrefix = prefix, LoggerFactory = log, TimeProvider = clock });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        log.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Damaged_record_is_named_by_its_key(bool isTraced)
    {
        using var listener = isTraced ? Listen() : null;
        await FillAsync();
        await DamageAsync();

        var damage = await Assert.ThrowsAsync<CorruptRecordException>(() => store.Bindings.ListAsync(RoomId, Token));

        var line = Assert.Single(Told());
        Assert.Equal((LogEvents.CorruptRecord, LogLevel.Error), (line.Id, line.Level));
        Assert.Equal((ConversationStoreTelemetry.Operations.BindingsList, damage.Key, 9), (line["Operation"], line["Key"], line["FormatVersion"]));
    }

    [Fact]
    public async Task Damaged_record_that_goes_with_its_room_is_told_of()
    {
        await FillAsync();
        await DamageAsync();

        Assert.True(await store.Rooms.DeleteAsync(RoomId, Token));

        var line = Assert.Single(Told());
        Assert.Equal((LogEvents.CorruptRecordDeleted, LogLevel.Warning), (line.Id, line.Level));
        Assert.StartsWith(keys.Room(RoomId).Deleted.ToString(), $"{line["Key"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_that_was_cut_off_is_told_of_by_the_one_that_finishes_it()
    {
        await FillAsync();
        var gateway = new RedisGateway(new StoreConnection(database.Multiplexer, isOwned: false, StoreLog.None), new LayoutGuard(keys), new());
        await RoomScripts.DeleteAsync(gateway, keys.Room(RoomId), Epoch.Create(), await database.HashGetAsync(keys.Room(RoomId).Room, RoomFields.Epoch), await database.HashGetAsync(keys.Room(RoomId).Room, RoomFields.Hint), listed: null, Token);

        Assert.False(await store.Rooms.DeleteAsync(RoomId, Token));
        Assert.False(await store.Rooms.DeleteAsync(RoomId, Token));

        var line = Assert.Single(Told());
        Assert.Equal((LogEvents.DeletionResumed, LogLevel.Information, 1), (line.Id, line.Level, line["Count"]));
    }

    [Fact]
    public async Task Deletion_that_nothing_cut_off_is_no_news()
    {
        await FillAsync();

        Assert.True(await store.Rooms.DeleteAsync(RoomId, Token));

        Assert.Empty(Told());
    }

    [Fact]
    public async Task Stale_entry_of_an_index_is_told_of_when_it_is_removed()
    {
        foreach (var entry in new RoomHint(Nonce.Create(), "active", "org").Entries(keys, "never", Samples.Instant))
        {
            await database.SortedSetAddAsync(entry.Key, entry.Member, entry.Score);
        }

        await store.Rooms.ListAsync(cancellationToken: Token);
        await store.TidyUpAsync();

        Assert.Equal((LogEvents.StaleHintRemoved, LogLevel.Debug), (Assert.Single(Told()).Id, Told()[0].Level));
    }

    [Fact]
    public async Task Layout_that_is_not_known_is_told_of_once()
    {
        await database.StringSetAsync(keys.Layout, "2");

        for (var call = 0; call < 3; call++) await Assert.ThrowsAsync<IncompatibleLayoutException>(() => store.Rooms.GetAsync(RoomId, Token));

        var line = Assert.Single(Told());
        Assert.Equal((LogEvents.LayoutMismatch, LogLevel.Error, "2", "1"), (line.Id, line.Level, line["Found"], line["Supported"]));
    }

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener { ShouldListenTo = source => source.Name == ConversationStoreTelemetry.ActivitySourceName, Sample = (ref _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private async Task FillAsync()
    {
        await store.Rooms.CreateAsync(Samples.Room(), Token);
        await store.Bindings.AddAsync(Samples.FullBinding(), Token);
        await store.Events.AddAsync(Samples.Event("e") with { Content = new TextContent { Body = Content } }, cancellationToken: Token);
    }

    private async Task DamageAsync()
    {
        byte[] unreadable = [9, .. "secret"u8];
        var binding = (await database.HashKeysAsync(keys.Room(RoomId).Bindings)).Single();
        await database.HashSetAsync(keys.Room(RoomId).Bindings, binding, unreadable);
    }

    // Beside that the store is connected; and never what people wrote.
    private LogLine[] Told()
    {
        Assert.All(log.Lines, line => Assert.DoesNotContain(Content, $"{line.Text} {line.Exception}", StringComparison.Ordinal));
        return [.. log.Lines.Where(line => line.Id != LogEvents.Connected)];
    }
}
