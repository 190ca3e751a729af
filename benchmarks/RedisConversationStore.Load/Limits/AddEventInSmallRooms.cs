using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>
/// What adding an event takes the server in rooms of up to 1,000 events, and what an event takes of its memory there: the hash of a room's event ids
/// is a packed list, which every add scans, until it has <c>hash-max-listpack-entries</c> of them. Beside the default of 512, a server with 128.
/// </summary>
internal sealed class AddEventInSmallRooms : ILimit
{
    private const int AddsPerRoom = 10;

    /// <summary>How many events a room has when its last one is added.</summary>
    private static readonly int[] Sizes = [10, 100, 500, 1_000];

    private int number;

    public string Name => "add_event_in_small_rooms";

    public async IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup)
    {
        var rooms = Math.Max(1, setup.Operations / 400);
        var bytes = new Dictionary<string, List<double>>();
        var contenders = Sizes.SelectMany(size => (Contender[])
        [
            new($"default {size}", $"rooms of {size}", () => RunAsync($"default {size}", size, rooms, bytes)),
            new($"128 {size}", $"rooms of {size}, hash-max-listpack-entries 128", () => RunAsync($"128 {size}", size, rooms, bytes, "--hash-max-listpack-entries", "128")),
        ]);
        var comparison = await setup.CompareAsync([.. contenders]);
        foreach (var size in Sizes[1..])
        {
            yield return new(
                size == Sizes[1] ? Name : $"{Name}_{size}",
                string.Create(CultureInfo.InvariantCulture, $"add event in rooms of {size:N0} events / of {Sizes[0]}, time of the server in the script"),
                null,
                Ratio($"default {size}", $"default {Sizes[0]}"),
                string.Create(CultureInfo.InvariantCulture, $"{Microseconds($"default {size}"):F1} / {Microseconds($"default {Sizes[0]}"):F1} µs"));
        }

        foreach (var size in Sizes)
        {
            var (packed, changed) = (Round.Median(bytes[$"default {size}"]), Round.Median(bytes[$"128 {size}"]));
            yield return new(
                $"{Name}_listpack_128_{size}",
                string.Create(CultureInfo.InvariantCulture, $"the same in rooms of {size:N0} with hash-max-listpack-entries 128 / with 512, the default"),
                null,
                Ratio($"128 {size}", $"default {size}"),
                string.Create(CultureInfo.InvariantCulture, $"{Microseconds($"128 {size}"):F1} / {Microseconds($"default {size}"):F1} µs; {changed:F0} / {packed:F0} bytes per event, everything of the room"));
        }

        double Microseconds(string contender) => comparison.Median(contender).ServerMicroseconds;

        double Ratio(string of, string to) => comparison.Ratio(of, to, static round => round.ServerMicroseconds);
    }

    /// <summary>Fills rooms on a server of their own, and measures the last events of each.</summary>
    private async Task<Round> RunAsync(string contender, int size, int rooms, Dictionary<string, List<double>> bytes, params string[] settings)
    {
        await using var redis = await RunningRedis.StartAsync(settings);
        var before = await ServerFigures.UsedMemoryAsync(redis.Server);
        for (var i = 0; i < rooms; i++)
        {
            await redis.Store.Rooms.CreateAsync(Samples.Room with { Id = $"room-{i}" });
            await RoomFiller.FillAsync(redis.Store, $"room-{i}", number, number + size - AddsPerRoom);
            number += size - AddsPerRoom;
        }

        var events = Enumerable.Range(0, rooms * AddsPerRoom).Select(i => Samples.WithoutKey(number + i, $"room-{i % rooms}")).ToArray();
        number += events.Length;
        var round = await Round.RunAsync(i => redis.Store.Events.AddAsync(events[i]), callers: 1, events.Length, () => ServerFigures.ScriptMicrosecondsAsync(redis.Server));
        var used = await ServerFigures.UsedMemoryAsync(redis.Server) - before;
        if (!bytes.TryGetValue(contender, out var figures)) bytes[contender] = figures = [];
        figures.Add(used / rooms / size);
        return round;
    }
}
