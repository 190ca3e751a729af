using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Conversations.Redis.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>docs/telemetry.md names what there is, and nothing else.</summary>
public sealed partial class TelemetryDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs/telemetry.md"));

    [Fact]
    public void Metrics_are_those_there_are()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name != ConversationStoreTelemetry.MeterName || instrument.Meter.Scope is not null) return;
            var kind = instrument.GetType().Name.Split('`')[0].ToLowerInvariant();
            instruments.Add($"| `{instrument.Name}` | {kind} | `{instrument.Unit}` |");
        };
        _ = StoreMeter.Of(null);
        listener.Start();

        Assert.Equal(instruments.Order(StringComparer.Ordinal), Rows("Metrics").Select(row => Beginning(row, cells: 3)).Order(StringComparer.Ordinal));
        Assert.Equal(Contract.ConstantsOf(typeof(ConversationStoreTelemetry.Metrics)).Order(StringComparer.Ordinal), Names("Metrics").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Attributes_are_those_there_are() =>
        Assert.Equal(Contract.ConstantsOf(typeof(ConversationStoreTelemetry.Attributes)).Order(StringComparer.Ordinal), Names("Attributes").Order(StringComparer.Ordinal));

    [Fact]
    public void Operations_are_those_there_are() =>
        Assert.Equal(
            Contract.ConstantsOf(typeof(ConversationStoreTelemetry.Operations)).Order(StringComparer.Ordinal),
            Rows("Operations").SelectMany(row => Code().Matches(Cell(row, 2)).Select(code => code.Groups["code"].Value)).Order(StringComparer.Ordinal));

    [Fact]
    public void Errors_are_those_there_are()
    {
        IEnumerable<string> errors =
        [
            .. Enum.GetNames<UnavailableReason>().Select(Contract.Snake),
            .. Contract.ConstantsOf(typeof(ConversationStoreErrorCodes)).Where(code => code != ConversationStoreErrorCodes.Unavailable),
            Failure.Cancelled,
        ];

        Assert.Equal(errors.Order(StringComparer.Ordinal), Rows("Errors").SelectMany(row => Code().Matches(Cell(row, 1)).Select(code => code.Groups["code"].Value)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Events_of_spans_are_those_there_are() => Assert.Contains($"`{ConversationStoreTelemetry.RetryEvent}`", Document, StringComparison.Ordinal);

    [Fact]
    public void Examples_are_those_that_are_compiled()
    {
        var source = File.ReadAllText(Repository.PathOf("tests/RedisConversationStore.Redis.Tests/Telemetry/TelemetryExample.cs"));

        Assert.Equal(
            CompiledExample().Matches(source).Select(example => Lines(example.Groups["code"].Value)),
            ShownExample().Matches(Document).Select(example => Lines(example.Groups["code"].Value)));
    }

    [Fact]
    public void Example_collects()
    {
        List<MetricSnapshot> metrics = [];
        var services = new ServiceCollection();
        TelemetryExample.Configure(services);
        services.ConfigureOpenTelemetryMeterProvider(metering => metering.AddInMemoryExporter(metrics));
        using var provider = services.BuildServiceProvider();
        var metering = provider.GetRequiredService<MeterProvider>();
        Assert.NotNull(provider.GetRequiredService<TracerProvider>());

        StoreMeter.Of(null).Duplicates.Add(1);
        metering.ForceFlush();

        Assert.Contains(metrics, metric => metric.Name == ConversationStoreTelemetry.Metrics.Duplicates);
        using var source = new ActivitySource(ConversationStoreTelemetry.ActivitySourceName);
        Assert.True(source.HasListeners());
    }

    /// <summary>The rows of the table under a heading.</summary>
    private static IEnumerable<string> Rows(string heading) =>
        Document.Split($"## {heading}\n")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith('|')).Skip(2);

    private static IEnumerable<string> Names(string heading) => Rows(heading).Select(row => Cell(row, 1).Trim('`'));

    private static string Cell(string row, int number) => row.Split('|')[number].Trim();

    private static string Beginning(string row, int cells) => string.Join('|', row.Split('|')[..(cells + 1)]) + "|";

    private static string[] Lines(string code) => [.. code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"// example\n(?<code>.*?)\n\s*// end", RegexOptions.Singleline)]
    private static partial Regex CompiledExample();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShownExample();
}
