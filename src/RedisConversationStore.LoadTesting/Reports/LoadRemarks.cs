namespace Conversations.LoadTesting;

/// <summary>What whoever reads a report should know before believing its figures.</summary>
internal static class LoadRemarks
{
    private const double KeepsUp = 0.97;
    private const double FewProcessorsLeft = 0.8;

    internal static IEnumerable<string> Of(LoadReport report)
    {
        if (report.Scenario.Rate is { } rate && report.Throughput < rate * KeepsUp)
        {
            yield return FormattableString.Invariant($"{rate:#,0.#} operations a second were due, and {report.Throughput:#,0.#} were done: the store, or this machine, does not keep up, and latencies grow with the duration.");
        }

        if (report.ClientProcessorSeconds > report.MeasuredSeconds * Environment.ProcessorCount * FewProcessorsLeft)
        {
            yield return "The processes of the load took most of this machine's processors: these are the limits of the load, not of the store. Run it on another machine, or with a lower rate.";
        }

        if (report.IsDevServer) yield return "The dev server is for tests: its speed and memory are another server's. For figures that count, name a Redis with --redis, or install redis-server.";
    }
}
