using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace Conversations.Redis.Load;

/// <summary>Redis' own load generator, calling the script that adds an event.</summary>
/// <remarks>Where its mark stands it puts a random number of 12 digits: in the event's id, its idempotency key and its bytes, so each call adds another event. The bytes are text of the same length, because a command line carries no zero bytes; the script does not look into them.</remarks>
internal sealed partial class RedisBenchmark(string executable, int port, string roomId)
{
    internal const string Missing = "there is no redis-benchmark on the PATH; install redis-tools to run this part";

    private const string Mark = "__rand_int__";

    // The most that it can make random.
    private const int Range = int.MaxValue;

    private readonly string[] command = ScriptCall(new(Samples.Marked(Mark, roomId), new()));

    internal static string? FindExecutable() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "redis-benchmark"))
            .FirstOrDefault(File.Exists);

    /// <summary>How many of a number of calls may be repeats, because random numbers come twice: the expected number several times over.</summary>
    internal static int PossibleRepeats(int calls) => 10 + (int)(4.0 * calls * calls / Range);

    /// <summary>Adds events and tells how many a second.</summary>
    /// <param name="server">The server, which is given the script.</param>
    /// <param name="events">How many.</param>
    /// <param name="connections">On how many connections.</param>
    /// <param name="inFlight">How many calls are under way on each at a time.</param>
    internal async Task<Round> RunAsync(IServer server, int events, int connections, int inFlight)
    {
        await server.ScriptLoadAsync(AddEventCall.Script);
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true };
        string[] arguments = ["-p", $"{port}", "-n", $"{events}", "-c", $"{connections}", "-P", $"{inFlight}", "-r", $"{Range}", "-q", .. command];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var throughput = Throughput().Matches(output).LastOrDefault() ?? throw new InvalidOperationException($"redis-benchmark ended with {process.ExitCode} and told no throughput: {output}");
        return Round.OfThroughput(double.Parse(throughput.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    private static string[] ScriptCall(AddEventCall call) =>
    [
        "EVALSHA", AddEventCall.ScriptHash, $"{call.Keys.Length}",
        .. call.Keys.Select(key => key.ToString()),
        .. call.Arguments.Select(argument => argument == call.Event.Bytes ? Mark.PadRight(call.Event.Bytes.Length, 'x') : argument.ToString()),
    ];

    [GeneratedRegex(@"([\d.]+) requests per second")]
    private static partial Regex Throughput();
}
