using System.Diagnostics;
using System.Globalization;
using HdrHistogram;
using StackExchange.Redis;

namespace Conversations.Redis.Benchmarks;

/// <summary>Deletes a room of a million events while another connection asks the server for a sign of life again and again: how long does anybody wait?</summary>
internal static class DeletionCommand
{
    private const int Events = 1_000_000;
    private const string RoomId = "room";

    private static readonly long LongestTicks = Stopwatch.Frequency * 60;

    internal static async Task<int> RunAsync()
    {
        await using var server = await BenchmarkServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await using var bystander = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        await using var store = new RedisConversationStore(connection);
        await Console.Error.WriteLineAsync($"{server.Name}: adding {Events:N0} events to a room");
        await store.Rooms.CreateAsync(new() { Id = RoomId });
        for (var added = 0; added < Events; added += EventLimits.MaxEventsPerAdd)
        {
            var events = new RoomEvent[EventLimits.MaxEventsPerAdd];
            for (var i = 0; i < events.Length; i++) events[i] = Samples.Numbered(added + i, RoomId);
            await store.Events.AddManyAsync(RoomId, events);
        }

        await Console.Error.WriteLineAsync("deleting it, with a PING at a time beside");
        using var stop = new CancellationTokenSource();
        var idle = await PingAsync(bystander, TimeSpan.FromSeconds(5), CancellationToken.None);
        var begun = Stopwatch.GetTimestamp();
        var pings = PingAsync(bystander, TimeSpan.FromHours(1), stop.Token);
        await store.Rooms.DeleteAsync(RoomId);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        await stop.CancelAsync();

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"deleted in {elapsed.TotalSeconds:F1} s"));
        Console.WriteLine("| PING | answered | p50 ms | p99 ms | p99.9 ms | longest ms |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        Write("before", idle);
        Write("while the room is deleted", await pings);
        return 0;
    }

    private static async Task<LongHistogram> PingAsync(ConnectionMultiplexer connection, TimeSpan duration, CancellationToken stop)
    {
        var latencies = new LongHistogram(LongestTicks, 3);
        var begun = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested && Stopwatch.GetElapsedTime(begun) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            await connection.GetDatabase().PingAsync();
            latencies.RecordValue(Stopwatch.GetTimestamp() - sent);
        }

        return latencies;
    }

    private static void Write(string when, LongHistogram latencies)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {when} | {latencies.TotalCount:N0} | {At(50):F3} | {At(99):F3} | {At(99.9):F3} | {At(100):F3} |"));

        double At(double percentile) => latencies.GetValueAtPercentile(percentile) * 1000.0 / Stopwatch.Frequency;
    }
}
