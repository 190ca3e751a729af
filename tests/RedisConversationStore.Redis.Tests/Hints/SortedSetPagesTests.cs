using System.Globalization;
using Conversations.Redis.Connection;
using Conversations.Redis.Logging;
using Conversations.Redis.Operations;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Hints;

/// <summary>Pages of a sorted set that changes between them, against the set of entries that were there all the time.</summary>
public abstract class SortedSetPagesTests(RedisFixture fixture) : HintTest(fixture)
{
    private static readonly RedisKey Set = $"test:{Guid.NewGuid():N}";

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task Pages_beside_changes_have_every_entry_that_stays_once_and_in_order(int seed, bool isDescending)
    {
        var random = new Random(seed);
        for (var run = 0; run < 25; run++) await WalkAsync(random, isDescending ? Order.Descending : Order.Ascending);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(777)]
    [InlineData(1999)]
    public async Task Page_after_a_position_among_thousands_of_ties_begins_right_after_it(int passed)
    {
        var set = Set.Append($":ties:{passed}");
        await Database.SortedSetAddAsync(set, [.. Enumerable.Range(0, 2000).Select(i => new SortedSetEntry($"m{i:0000}", 1)), new("last", 2)]);

        var pages = new SortedSetPages(Gateway(), set, Order.Ascending, new(1, $"m{passed:0000}"), Token);
        var page = await pages.NextAsync(10);

        string[] following = [.. Enumerable.Range(passed + 1, 1999 - passed).Select(i => $"m{i:0000}"), "last"];
        Assert.InRange(page.Length, 1, 10);
        Assert.Equal(following.Take(page.Length), Members(page));
        Assert.Equal(passed == 1999, pages.IsAtEnd);
        await Database.KeyDeleteAsync(set);
    }

    private async Task WalkAsync(Random random, Order order)
    {
        var set = Set.Append(random.Next().ToString(CultureInfo.InvariantCulture));
        var scores = random.Next(1, 5);
        var stays = Entries("stays", random.Next(40)).ToArray();
        var goes = Entries("goes", random.Next(1, 40)).ToList();
        await Database.SortedSetAddAsync(set, [.. stays, .. goes]);

        var pages = new SortedSetPages(Gateway(), set, order, after: null, Token);
        var read = new List<SortedSetEntry>();
        while (!pages.IsAtEnd)
        {
            read.AddRange((await pages.NextAsync(random.Next(1, 7))).Span);
            for (var change = random.Next(12); change > 0; change--)
            {
                if (goes.Count > 0 && random.Next(3) > 0)
                {
                    await Database.SortedSetRemoveAsync(set, goes[^1].Element);
                    goes.RemoveAt(goes.Count - 1);
                }
                else
                {
                    var entry = Entries("goes", 1).Single();
                    await Database.SortedSetAddAsync(set, [entry]);
                    goes.Insert(random.Next(goes.Count + 1), entry);
                }
            }
        }

        await Database.KeyDeleteAsync(set);
        Assert.Equal(read.Select(entry => entry.Element).Distinct(), read.Select(entry => entry.Element));
        Assert.Equal(InOrder(read, order), read);
        Assert.Equal(InOrder(stays, order), read.Where(entry => entry.Element.ToString().Contains("stays", StringComparison.Ordinal)));

        IEnumerable<SortedSetEntry> Entries(string kind, int count) =>
            Enumerable.Range(0, count).Select(_ => new SortedSetEntry($"{random.Next():x8} {kind}", 1_700_000_000_000_000 + random.Next(scores))).ToList();
    }

    private static IEnumerable<SortedSetEntry> InOrder(IEnumerable<SortedSetEntry> entries, Order order)
    {
        var ascending = entries.OrderBy(entry => entry.Score).ThenBy(entry => entry.Element.ToString(), StringComparer.Ordinal);
        return order == Order.Ascending ? ascending : ascending.Reverse();
    }

    private static string[] Members(ReadOnlyMemory<SortedSetEntry> entries) => [.. entries.ToArray().Select(entry => entry.Element.ToString())];

    private RedisGateway Gateway() => new(new StoreConnection(Database.Multiplexer, isOwned: false, StoreLog.None), new LayoutGuard(Keys), new());
}

public sealed class SortedSetPagesTestsOnDevServer(DevServerFixture fixture) : SortedSetPagesTests(fixture);

public sealed class SortedSetPagesTestsOnRedisServer(RedisServerFixture fixture) : SortedSetPagesTests(fixture);
