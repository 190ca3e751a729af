using Xunit;

namespace Conversations.Redis.Tests.RoundTrips;

/// <summary>How often each operation waits for the server, by what the server saw, against what the documentation of the interfaces says.</summary>
/// <param name="bench">A store behind a proxy that holds replies back.</param>
public sealed class RoundTripTests(RoundTripBench bench) : IClassFixture<RoundTripBench>
{
    // Without a server one row is skipped, with the reason, and not dozens.
    public static TheoryData<string> Operations =>
    [
        .. StoreOperations.All.Where(operation => operation.RoundTrips > 0).Select(operation => operation.Name)
            .Take(Backends.Unavailable(typeof(RedisServerFixture)) is null ? int.MaxValue : 1),
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_waits_for_the_server_as_often_as_stated(string name)
    {
        SkipWithoutServer();
        var operation = Find(name);

        var (roundTrips, commands) = await bench.MeasureAsync(operation);

        Assert.True(roundTrips == operation.RoundTrips, $"{roundTrips} round trips instead of {operation.RoundTrips}; the first had {string.Join(", ", commands)}.");
    }

    // The five of which the product promises it: all that is sent goes before the first reply, and the call ends with the replies to it.
    [Theory]
    [InlineData("IEventStore.AddAsync(RoomEvent,AddEventOptions)", "HSETNX", "EVALSHA")]
    [InlineData("IEventStore.ListAsync(String,EventPage,EventFilter)", "ZRANGE")]
    [InlineData("IReadStateStore.UnreadCountAsync(String,String)", "EVALSHA")]
    [InlineData("IRoomStore.LoadContextAsync(String)", "EVALSHA")]
    [InlineData("IRoomStore.GetAsync(String)", "HGETALL")]
    public async Task Everyday_operation_is_one_round_trip(string name, params string[] commands)
    {
        SkipWithoutServer();

        var measured = await bench.MeasureAsync(Find(name));

        Assert.Equal(1, measured.RoundTrips);
        Assert.Equal(commands, measured.Commands);
    }

    [Fact]
    public void Documentation_of_every_member_says_what_was_measured()
    {
        var measured = StoreOperations.All.Where(operation => operation.IsDocumentedCase).Select(operation => $"{operation.Member}: {operation.RoundTrips}");

        Assert.Equal(measured.Order(StringComparer.Ordinal), DocumentedRoundTrips.Read().Select(stated => $"{stated.Key}: {stated.Value}").Order(StringComparer.Ordinal));
    }

    // How many a deletion takes depends on what the room holds.
    [Fact]
    public void Documentation_of_every_member_says_something() =>
        Assert.Equal(["IRoomStore.DeleteAsync"], Members().Except(DocumentedRoundTrips.Read().Keys.Select(member => member.Split('(')[0])));

    [Fact]
    public void Every_operation_of_the_contract_is_measured_or_named() =>
        Assert.Empty(Members().Except(StoreOperations.All.Select(operation => operation.Name.Split('(')[0])));

    private static IEnumerable<string> Members() =>
        typeof(IConversationStore).GetProperties()
            .Select(property => property.PropertyType)
            .Where(type => type.IsInterface)
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"));

    private static StoreOperation Find(string name) => StoreOperations.All.Single(operation => operation.Name == name);

    private void SkipWithoutServer() => Assert.SkipWhen(bench.Unavailable is not null, $"redis-server: {bench.Unavailable}");
}
