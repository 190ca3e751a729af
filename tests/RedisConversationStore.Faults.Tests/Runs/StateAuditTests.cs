using Conversations.Faults.Runs;
using Conversations.Redis;
using Conversations.Redis.Audit;
using Conversations.Testing;
using StackExchange.Redis;

namespace Conversations.Faults.Tests.Runs;

/// <summary>What an audit finds after a run is damage, but for what a run may leave behind.</summary>
public sealed class StateAuditTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Room_that_is_missing_in_an_index_is_damage_unless_writes_may_be_lost(bool mayLose)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        var token = TestContext.Current.CancellationToken;
        await using var server = await RedisServerProcess.StartAsync();
        var options = new RedisConversationStoreOptions { KeyPrefix = "audited" };
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await using (var store = new RedisConversationStore(connection, options))
        {
            await store.Rooms.CreateAsync(new() { Id = "room" }, token);
            await store.Bindings.AddAsync(new() { RoomId = "room", ChannelId = "web", ChannelType = ChannelType.WebSocket }, token);
        }

        Assert.Empty(await StateAudit.FindAsync(connection, options, mayLose, token));

        await connection.GetDatabase().KeyDeleteAsync("audited:channel:web:rooms");
        var damages = await StateAudit.FindAsync(connection, options, mayLose, token);

        Assert.Equal(mayLose ? [] : ["audit: " + AuditCodes.HintMissing], damages.Select(damage => damage.Rule));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Repair_of_a_planted_index_damage_reports_it_and_leaves_none(bool isMissing)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        var token = TestContext.Current.CancellationToken;
        await using var server = await RedisServerProcess.StartAsync();
        var options = new RedisConversationStoreOptions { KeyPrefix = "repaired" };
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await using (var store = new RedisConversationStore(connection, options))
        {
            await store.Rooms.CreateAsync(new() { Id = "room" }, token);
            await store.Bindings.AddAsync(new() { RoomId = "room", ChannelId = "web", ChannelType = ChannelType.WebSocket }, token);
        }

        Assert.Empty(await StateAudit.RepairAsync(connection, options, token));

        var (database, index) = (connection.GetDatabase(), "repaired:channel:web:rooms");
        if (isMissing) await database.KeyDeleteAsync(index);
        else await database.SortedSetAddAsync(index, "another\0nonceofnowrite0", 1);
        var found = await StateAudit.RepairAsync(connection, options, token);

        Assert.Equal(["repair: " + (isMissing ? AuditCodes.HintMissing : AuditCodes.HintStale)], found.Select(one => one.Rule));
        Assert.Empty(await StateAudit.RepairAsync(connection, options, token));
    }

    [Theory]
    [InlineData(AuditSeverity.Warning, AuditCodes.HintStale, true)]
    [InlineData(AuditSeverity.Warning, AuditCodes.AddressStale, true)]
    [InlineData(AuditSeverity.Error, AuditCodes.TaskLocatorMissing, true)]
    [InlineData(AuditSeverity.Information, AuditCodes.HintStale, false)]
    [InlineData(AuditSeverity.Information, AuditCodes.WriteUnfinished, false)]
    [InlineData(AuditSeverity.Warning, AuditCodes.EventLocatorStale, false)]
    [InlineData(AuditSeverity.Error, AuditCodes.EventLocatorMissing, false)]
    public void Finding_of_a_repair_is_unexpected_or_not(AuditSeverity severity, string code, bool isUnexpected) =>
        Assert.Equal(isUnexpected, StateAudit.IsUnexpected(new(severity, code, "key", RoomId: null, "It is so.", IsRepairable: true)));

    [Theory]
    [InlineData(AuditSeverity.Error, AuditCodes.EventIdMissing, false, true, true)]
    [InlineData(AuditSeverity.Error, AuditCodes.TaskLocatorMissing, true, false, true)]
    [InlineData(AuditSeverity.Error, AuditCodes.TaskLocatorMissing, true, true, false)]
    [InlineData(AuditSeverity.Error, AuditCodes.EventLocatorMissing, true, false, false)]
    [InlineData(AuditSeverity.Error, AuditCodes.TaskIdShared, false, false, true)]
    [InlineData(AuditSeverity.Error, AuditCodes.TaskIdShared, false, true, false)]
    [InlineData(AuditSeverity.Warning, AuditCodes.HintStale, true, false, false)]
    public void Finding_is_damage_or_not(AuditSeverity severity, string code, bool isRepairable, bool mayLose, bool isDamage) =>
        Assert.Equal(isDamage, StateAudit.IsDamage(new(severity, code, "key", RoomId: null, "It is so.", isRepairable), mayLose));
}
