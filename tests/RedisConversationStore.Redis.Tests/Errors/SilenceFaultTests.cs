using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>Servers that fall silent or vanish while a call waits: a write may have happened, and making it again is safe.</summary>
public sealed class SilenceFaultTests : FaultTest
{
    private const string Room = Samples.RoomId;

    [Fact]
    public async Task Server_that_does_not_answer_times_out_and_the_write_can_be_made_again()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server, ",asyncTimeout=3000");
        server.Stop();
        try
        {
            var write = UnavailableAsync(UnavailableReason.Timeout, isRetrySafe: true, mayHaveTakenEffect: true, () => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
            var read = UnavailableAsync(UnavailableReason.Timeout, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Events.CountAsync(Room, Token));
            await write;
            await read;
        }
        finally
        {
            server.Resume();
        }

        // The server has the write in its socket, so it takes effect now: a duplicate, not a second event.
        var again = await RetryAsync(() => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
        Assert.Equal(1, again.Event.Index);
        Assert.Equal(["first", "e"], (await store.Events.TimelineAsync(Room, cancellationToken: Token)).Select(roomEvent => roomEvent.Id));
    }

    [Fact]
    public async Task Call_can_be_cancelled_while_the_server_is_silent()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        server.Stop();
        try
        {
            var write = store.Events.AddAsync(Samples.Event("e"), cancellationToken: cancelling.Token);
            var read = store.Rooms.LoadContextAsync(Room, cancelling.Token);
            await cancelling.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        }
        finally
        {
            server.Resume();
        }

        Assert.Equal(1, (await store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token)).Event.Index);
    }

    [Fact]
    public async Task Server_that_is_killed_while_a_call_waits_leaves_the_outcome_open()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        server.Stop();
        var write = store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token);
        var patch = store.Rooms.PatchMetadataAsync(Room, DataObject.Of(("a", 1)), cancellationToken: Token);
        var read = store.Events.CountAsync(Room, Token);
        await server.KillAsync();

        await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: true, () => write);
        await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: true, () => patch);
        await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: false, () => read);
    }

    [Fact]
    public async Task Server_that_is_gone_is_not_sent_anything()
    {
        await using var server = await StartServerAsync("--requirepass", Secret);
        await using var store = await OpenWithRoomAsync(server);
        await server.KillAsync();

        // The first call may still meet the dying connection.
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Events.CountAsync(Room, Token));
        var fault = await UnavailableAsync(UnavailableReason.Connection, isRetrySafe: true, mayHaveTakenEffect: false, () => store.Events.AddAsync(Samples.Event("e"), cancellationToken: Token));
        Assert.Contains("Nothing was changed", fault.Message, StringComparison.Ordinal);
    }

    // A client that has just seen a timeout may report one more for what was queued behind it.
    private static async Task<T> RetryAsync<T>(Func<Task<T>> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (StoreUnavailableException fault) when (fault.IsRetrySafe && attempt < 100)
            {
                await Task.Delay(100, Token);
            }
        }
    }
}
