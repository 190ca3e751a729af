using System.Diagnostics;
using Conversations.Conformance;
using Xunit;
using static Conversations.Redis.ConversationStoreTelemetry.Operations;
using Attributes = Conversations.Redis.ConversationStoreTelemetry.Attributes;
using Metrics = Conversations.Redis.ConversationStoreTelemetry.Metrics;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>Why an operation failed is in its span and its duration, in few words and without what identifies anybody.</summary>
public sealed class FailureTelemetryTests : TelemetryTest
{
    private protected override RedisConversationStoreOptions Options => new() { Retry = RetryOptions.None };

    [Fact]
    public async Task Error_of_the_server_has_its_reason_its_code_and_advice()
    {
        await Server.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));

        AssertFailed(EventsAdd, "out_of_memory", "OOM", fault.Message);
    }

    [Fact]
    public async Task Lost_connection_has_no_code()
    {
        await Server.KillAsync();

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Rooms.GetAsync(RoomId, Token));

        AssertFailed(RoomsGet, Contract.Snake(fault.Reason.ToString()), statusCode: null, fault.Message);
    }

    [Fact]
    public async Task Refusal_has_the_code_of_the_contract_and_names_no_record()
    {
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Store.Events.AddAsync(Samples.Event("e", roomId: "nobody's"), cancellationToken: Token));

        AssertFailed(EventsAdd, ConversationStoreErrorCodes.NotFound);
    }

    [Fact]
    public async Task Wrong_argument_has_its_type()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Store.Events.AddAsync(null!, cancellationToken: Token));

        AssertFailed(EventsAdd, "System.ArgumentNullException");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_is_told_from_a_fault(bool beforehand)
    {
        using var cancelling = new CancellationTokenSource();
        Server.Stop();
        try
        {
            if (beforehand) await cancelling.CancelAsync();
            var call = () => Store.Rooms.ExistsAsync(RoomId, cancelling.Token);
            var cancelled = Assert.ThrowsAnyAsync<OperationCanceledException>(call);
            await cancelling.CancelAsync();
            await cancelled;
        }
        finally
        {
            Server.Resume();
        }

        AssertFailed(RoomsExists, "cancelled");
    }

    private void AssertFailed(string operation, string errorType, string? statusCode = null, string? description = null)
    {
        var collected = Collector.Stop();
        var span = Assert.Single(collected.Spans);
        var duration = Assert.Single(collected.Of(Metrics.OperationDuration));

        Assert.Equal((operation, ActivityStatusCode.Error, description), (span.DisplayName, span.Status, span.StatusDescription));
        Assert.Equal((errorType, statusCode), (span.GetTagItem(Attributes.ErrorType), span.GetTagItem(Attributes.DbResponseStatusCode)));
        Assert.Equal((operation, errorType, statusCode), (duration.Tags[Attributes.DbOperationName], duration.Tags[Attributes.ErrorType], duration.Tags.GetValueOrDefault(Attributes.DbResponseStatusCode)));
    }
}
