using System.Diagnostics;
using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Doctor;

/// <summary>Asks one server what the doctor wants to know. What it does not tell stays unknown; one that does not answer is asked nothing more.</summary>
internal sealed class ServerExaminer(IServer server, RedisConversationStoreOptions options, CancellationToken cancellationToken)
{
    private const int ClockReadings = 5;

    /// <param name="key">A key of the server's that nobody else uses, to try the user's rights on; null not to.</param>
    internal async Task<ServerState> ExamineAsync(RedisKey? key)
    {
        var state = new ServerState(Connector.Describe(server.EndPoint)) { IsReplica = server.IsReplica };
        if (!server.IsConnected) return state with { Silence = "There is no connection to the server." };
        try
        {
            state = await ReadClockAsync(state).ConfigureAwait(false);
            state = state with
            {
                Info = Lines(await AskAsync(() => ServerQuestions.InfoAsync(server)).ConfigureAwait(false)),
                Settings = await AskAsync(SettingsAsync).ConfigureAwait(false),
                Cluster = server.ServerType == ServerType.Cluster ? await AskAsync(() => ServerQuestions.ClusterAsync(server)).ConfigureAwait(false) : null,
            };
            if (key is not { } own || !state.TakesWrites) return state;
            var (commands, keys) = await WaitAsync(RightsCheck.RunAsync(server, own, options.WaitForReplicas > 0)).ConfigureAwait(false);

            // INFO goes inside a script, so it can also fail for want of that.
            if (state.Info is null && !commands.Contains("eval")) commands.Add("info");
            return state with { RefusedCommands = commands, RefusesKeys = keys };
        }
        catch (Exception silence) when (silence is TimeoutException or RedisConnectionException)
        {
            return state with { Silence = "The server does not answer." };
        }
    }

    // The fastest reading says most about the clock, and how far the server is.
    private async Task<ServerState> ReadClockAsync(ServerState state)
    {
        for (var reading = 0; reading < ClockReadings; reading++)
        {
            var before = options.TimeProvider.GetUtcNow();
            var sentAt = Stopwatch.GetTimestamp();
            if (await AskAsync<DateTime?>(async () => await server.TimeAsync().ConfigureAwait(false)).ConfigureAwait(false) is not { } time) return state;
            var elapsed = Stopwatch.GetElapsedTime(sentAt);
            if (elapsed >= (state.Latency ?? TimeSpan.MaxValue)) continue;
            state = state with { Latency = elapsed, ClockOffset = new DateTimeOffset(time, TimeSpan.Zero) - (before + elapsed / 2) };
        }

        return state;
    }

    private async Task<IReadOnlyDictionary<string, string>> SettingsAsync()
    {
        var reply = await server.ExecuteAsync("CONFIG", "GET", "save", "appendfsync", "timeout").ConfigureAwait(false);
        return reply.ToDictionary().ToDictionary(setting => setting.Key, setting => setting.Value.ToString(), StringComparer.Ordinal);
    }

    private static Dictionary<string, string>? Lines(string? info) =>
        info?.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(':', 2)).Where(line => line.Length == 2).ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal);

    /// <summary>The answer; null when the server refuses it, or the client does not send the question.</summary>
    private async Task<T?> AskAsync<T>(Func<Task<T>> question)
    {
        try
        {
            return await WaitAsync(question()).ConfigureAwait(false);
        }
        catch (Exception refusal) when (refusal is RedisServerException or RedisCommandException)
        {
            return default;
        }
    }

    private async Task<T> WaitAsync<T>(Task<T> answer)
    {
        try
        {
            return await answer.WaitAsync(options.OperationTimeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Resilience.Leave(answer);
        }
    }
}
