using System.Diagnostics;
using Xunit;
using Attributes = Conversations.Redis.ConversationStoreTelemetry.Attributes;
using Metrics = Conversations.Redis.ConversationStoreTelemetry.Metrics;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>Every operation of the contract is traced and measured, whether it succeeds or fails.</summary>
public sealed class OperationTelemetryTests : TelemetryTest
{
    // Extension methods are made of operations.
    private static readonly (StoreOperation Call, string Operation)[] Calls =
    [
        .. from call in StoreOperations.All
           let member = call.Name.Split('(')[0]
           let methods = Contract.Methods.Where(method => $"{method.Method.DeclaringType!.Name}.{method.Method.Name}" == member)
           where methods.Any()
           select (call, methods.First().Operation),
    ];

    [Fact]
    public void Every_method_of_the_contract_is_called_here()
    {
        var overloads = Contract.Methods.CountBy(method => method.Operation).ToDictionary();

        var called = Calls.DistinctBy(call => call.Call.Member).CountBy(call => call.Operation).ToDictionary();

        Assert.Equal(overloads.OrderBy(pair => pair.Key, StringComparer.Ordinal), called.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_has_a_public_name() =>
        Assert.Equal(
            Contract.Methods.Select(method => method.Operation).Distinct().Order(StringComparer.Ordinal),
            Contract.ConstantsOf(typeof(ConversationStoreTelemetry.Operations)).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_operation_gives_a_span_and_a_duration()
    {
        var traces = await CallAllAsync(expected: null);

        var collected = Collector.Stop();
        var attributes = new Dictionary<string, object?>
        {
            [Attributes.DbSystemName] = "redis",
            [Attributes.DbNamespace] = "0",
            [Attributes.ServerAddress] = "127.0.0.1",
            [Attributes.ServerPort] = Server.Port,
        };
        foreach (var (root, operation) in traces)
        {
            var span = Assert.Single(collected.Spans, span => span.TraceId == root.TraceId);
            Assert.Equal((operation, ActivityKind.Client, root.SpanId, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.ParentSpanId, span.Status));
            Assert.Equal(
                attributes.Append(new(Attributes.DbOperationName, operation)).OrderBy(pair => pair.Key, StringComparer.Ordinal),
                span.TagObjects.Where(tag => tag.Key != Attributes.DbOperationBatchSize).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        }

        foreach (var operation in Contract.Methods.Select(method => method.Operation).Distinct())
        {
            var duration = Assert.Single(collected.Of(Metrics.OperationDuration), measured => operation.Equals(measured.Tags[Attributes.DbOperationName]));
            Assert.Equal(
                attributes.Append(new(Attributes.DbOperationName, operation)).OrderBy(pair => pair.Key, StringComparer.Ordinal),
                duration.Tags.OrderBy(pair => pair.Key, StringComparer.Ordinal));

            // The same in both, as the conventions want it.
            var spans = collected.Spans.Where(span => span.DisplayName == operation).ToList();
            Assert.Equal(spans.Count, duration.Count);
            Assert.Equal(spans.Sum(span => span.Duration.TotalSeconds), duration.Sum, tolerance: 1e-6 * spans.Count);
        }
    }

    [Fact]
    public async Task Every_operation_that_fails_says_so()
    {
        await Store.DisposeAsync();

        var traces = await CallAllAsync(expected: typeof(ObjectDisposedException));

        var collected = Collector.Stop();
        foreach (var (root, operation) in traces)
        {
            var span = Assert.Single(collected.Spans, span => span.TraceId == root.TraceId);
            Assert.Equal((operation, ActivityStatusCode.Error, "System.ObjectDisposedException"), (span.DisplayName, span.Status, span.GetTagItem(Attributes.ErrorType)));
        }

        Assert.Equal(
            Contract.Methods.Select(method => method.Operation).Distinct().Order(StringComparer.Ordinal),
            collected.Of(Metrics.OperationDuration).Where(measured => "System.ObjectDisposedException".Equals(measured.Tags[Attributes.ErrorType])).Select(measured => (string)measured.Tags[Attributes.DbOperationName]!).Order(StringComparer.Ordinal));
    }

    private protected override Task FillAsync() => StoreOperations.SeedAsync(Store, calls: Calls.Length);

    /// <summary>Calls each in a trace of its own.</summary>
    private async Task<List<(Activity Root, string Operation)>> CallAllAsync(Type? expected)
    {
        var traces = new List<(Activity, string)>();
        foreach (var (call, operation) in Calls)
        {
            using var root = new Activity("caller").Start();
            traces.Add((root, operation));
            var failure = await Record.ExceptionAsync(() => call.Call(Store, traces.Count - 1));
            Assert.Equal((expected, root), (failure?.GetType(), Activity.Current));
        }

        return traces;
    }
}
