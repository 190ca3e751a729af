using Conversations.Redis.Connection;
using Conversations.Redis.Logging;
using Conversations.Redis.Telemetry;
using Xunit;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>While nobody listens, telemetry is not there: an operation's own task comes back, and nothing is allocated. Alone, because other tests listen.</summary>
[Collection(typeof(Alone))]
public sealed class UnwatchedTests(DevServerFixture fixture)
{
    [Fact]
    public void Nothing_is_allocated()
    {
        var token = TestContext.Current.CancellationToken;
        var inner = new StillDirectory();
        var directory = new TracedDirectory(inner, new StoreTelemetry(new StoreConnection(fixture.Connection, isOwned: false, StoreLog.To(null)), new()));
        for (var i = 0; i < 1000; i++) _ = directory.FindLatestAsync("participant", cancellationToken: token);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) _ = directory.FindLatestAsync("participant", cancellationToken: token);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Same(inner.Latest, directory.FindLatestAsync("participant", cancellationToken: token));
    }

    [CollectionDefinition(DisableParallelization = true)]
    public sealed class Alone;

    private sealed class StillDirectory : IRoomDirectory
    {
        internal Task<Room?> Latest { get; } = Task.FromResult<Room?>(null);

        public Task<Room?> FindLatestAsync(string participantId, ChannelType? channelType = null, RoomStatus? status = null, CancellationToken cancellationToken = default) => Latest;

        public Task<IReadOnlyList<Room>> FindAsync(RoomQuery query, int offset = 0, int limit = 100, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> FindIdsByChannelAsync(string channelId, RoomStatus? status = null, int limit = 100, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
