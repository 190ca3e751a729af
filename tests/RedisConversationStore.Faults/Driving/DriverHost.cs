using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Conversations.Faults.History;
using Conversations.Redis;

namespace Conversations.Faults.Driving;

/// <summary>What a driver process runs.</summary>
public static class DriverHost
{
    /// <summary>The argument that makes this program a driver.</summary>
    public const string CommandName = "driver";

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromMinutes(1);

    /// <summary>Runs until the input ends, which it also does when the process that started this one dies.</summary>
    /// <param name="input">The settings in its first line; nothing behind it.</param>
    /// <param name="output">How many writes the store has acknowledged so far, a line each; the first line says that all callers run.</param>
    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        var settings = JsonSerializer.Deserialize(await input.ReadLineAsync() ?? "", DriverJson.Default.DriverSettings)!;
        if (settings.MinThreads is { } threads) ThreadPool.SetMinThreads(threads, threads);
        using var stopping = new CancellationTokenSource();
        using var history = new HistoryWriter(settings.HistoryFile, settings.DriverNumber);
        using var stalls = new StallWatch(history);
        var clock = settings.CreateClock();
        await using var store = await OpenAsync(settings, clock);
        var recorder = new CallRecorder(history, stopping.Token);
        var recorded = new RecordedStore(store, recorder, clock);
        var records = new RecordedRecords(store, recorder, clock);
        for (var room = 0; room < settings.Rooms; room++) await recorded.CreateRoomAsync(Caller.RoomId(room));

        var callers = Task.WhenAll(Enumerable.Range(0, settings.Callers).Select(caller => new Caller(recorded, records, settings, caller).RunAsync(stopping.Token)));

        // The console's reader blocks, in its asynchronous methods too.
        var stopAsked = Task.Run(input.ReadToEnd);
        while (!stopAsked.IsCompleted && !callers.IsFaulted)
        {
            await output.WriteLineAsync(recorder.Acknowledged.ToString(CultureInfo.InvariantCulture));
            await output.FlushAsync();
            await Task.WhenAny(stopAsked, callers, Task.Delay(ProgressInterval));
        }

        await stopping.CancelAsync();
        var isHung = await Task.WhenAny(callers, Task.Delay(settings.OperationTimeout + settings.StopPatience)) != callers;
        if (!isHung) await callers;
        stalls.Dispose();
        history.Close();

        // Closing the store might wait for what never comes.
        if (isHung) Environment.Exit(0);
    }

    // Before the fault, and beside everything else that is being started: the short deadline of the calls is none for it.
    private static async Task<RedisConversationStore> OpenAsync(DriverSettings settings, TimeProvider clock)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await RedisConversationStore.ConnectAsync(settings.ConnectionString, settings.ToStoreOptions(clock));
            }
            catch (StoreUnavailableException) when (waited.Elapsed < ConnectPatience)
            {
                await Task.Delay(ProgressInterval);
            }
        }
    }
}
