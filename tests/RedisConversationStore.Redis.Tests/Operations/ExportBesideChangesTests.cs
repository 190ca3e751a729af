using Conversations.Conformance;
using Conversations.Redis.Tests.Hints;
using Xunit;

namespace Conversations.Redis.Tests.Operations;

/// <summary>An export of all rooms while other processes create, delete and change rooms.</summary>
public abstract class ExportBesideChangesTests(RedisFixture fixture) : HintTest(fixture)
{
    private const int Residents = 20;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Export_of_all_rooms_has_each_room_that_stays_exactly_once(int seed)
    {
        var random = new Random(seed);
        var guests = new Queue<string>();
        await Task.WhenAll(Enumerable.Range(0, Residents).Select(i => CreateAsync($"r{i:00} stays", random.Next(5))));
        for (var i = 0; i < 2 * Residents; i++) await CreateGuestAsync();

        using var exported = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var changing = Task.Run(() => ChangeAsync(exported.Token), Token);
        var rooms = await ExportAsync(() => ChangeOnceAsync(random));
        await exported.CancelAsync();
        await changing;

        Assert.Equal(rooms.Distinct(), rooms);
        Assert.Equal(Enumerable.Range(0, Residents).Select(i => $"r{i:00} stays"), rooms.Where(id => id.EndsWith("stays", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        async Task ChangeAsync(CancellationToken end)
        {
            var mine = new Random(-seed);
            while (!end.IsCancellationRequested) await UpdateAsync(mine);
        }

        async Task ChangeOnceAsync(Random mine)
        {
            await Store.Rooms.DeleteAsync(guests.Dequeue(), Token);
            await CreateGuestAsync();
            await UpdateAsync(mine);
        }

        Task<Room> UpdateAsync(Random mine) =>
            Store.Rooms.UpdateAsync($"r{mine.Next(Residents):00} stays", room => room with { Status = mine.Next(2) == 0 ? RoomStatus.Closed : RoomStatus.Active, OrganizationId = $"org {mine.Next(3)}" }, maxAttempts: 100, Token);

        async Task CreateGuestAsync()
        {
            var id = $"r{random.Next(Residents):00} guest {random.Next():x}";
            await CreateAsync(id, random.Next(5));
            guests.Enqueue(id);
        }
    }

    [Fact]
    public async Task Export_of_a_room_that_is_created_again_meanwhile_has_it_once()
    {
        for (var i = 0; i < 5; i++) await CreateAsync($"r{i}", i);

        // r0 comes again, pages later.
        var isFirst = true;
        var rooms = await ExportAsync(async () =>
        {
            if (!isFirst) return;
            isFirst = false;
            await Store.Rooms.DeleteAsync("r0", Token);
            await CreateAsync("r0", 20);
        });

        Assert.Equal(["r0", "r1", "r2", "r3", "r4"], rooms);
    }

    /// <summary>The rooms of an export, in order, with a change after each.</summary>
    private async Task<List<string>> ExportAsync(Func<Task> change)
    {
        var rooms = new List<string>();
        await foreach (var record in TranscriptExporter.ExportAllAsync(Store, roomsPerPage: 2, Token))
        {
            if (record.Value is not Room room) continue;
            rooms.Add(room.Id);
            await change();
        }

        return rooms;
    }

    private Task<Room> CreateAsync(string id, int second) => Store.Rooms.CreateAsync(Samples.Room(id) with { CreatedAt = Samples.Instant.AddSeconds(second) }, Token);
}

public sealed class ExportBesideChangesTestsOnRedisServer(RedisServerFixture fixture) : ExportBesideChangesTests(fixture);
