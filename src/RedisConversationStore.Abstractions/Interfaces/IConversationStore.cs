namespace Conversations;

/// <summary>A conversation store: what a multi-channel chat bot must not forget, shared by all its replicas. One narrow interface per aggregate; this one is all of them together.</summary>
/// <remarks>
/// <para>Every operation throws <see cref="ArgumentException"/> (or a type derived from it) before anything is sent for: an id that is null, empty, white space, longer than 512 bytes of UTF-8, or that contains control characters or unpaired surrogates; a negative offset; a limit outside 1 to 1000; a value outside the range its member documents. Any other string is a valid id.</para>
/// <para>Every operation may throw <see cref="StoreUnavailableException"/>, <see cref="IncompatibleLayoutException"/> and, when it reads, <see cref="CorruptRecordException"/>; once the store is disposed, <see cref="ObjectDisposedException"/>. Every write can be made again without a second effect; the answer may differ (a create finds its own record, a claim its own key). A token that is cancelled already stops a call before anything is sent; later, <see cref="OperationCanceledException"/> means the caller stopped waiting, not that nothing happened.</para>
/// <para>What a write stored is the store's; what a read returned is the caller's. All records are immutable, so neither can change the other's.</para>
/// <para>Where an order breaks ties by id, ids compare by their UTF-8 bytes.</para>
/// </remarks>
public interface IConversationStore : IAsyncDisposable
{
    /// <summary>Whether the store lives inside this process, so that other replicas would not share it.</summary>
    bool IsProcessLocal { get; }

    /// <summary>Rooms by id.</summary>
    IRoomStore Rooms { get; }

    /// <summary>Rooms by what is known of them.</summary>
    IRoomDirectory Directory { get; }

    /// <summary>The events of rooms.</summary>
    IEventStore Events { get; }

    /// <summary>Keys under which the same thing arrives again.</summary>
    IIdempotencyStore Idempotency { get; }

    /// <summary>Channels bound to rooms.</summary>
    IBindingStore Bindings { get; }

    /// <summary>People in rooms.</summary>
    IParticipantStore Participants { get; }

    /// <summary>Who people are.</summary>
    IIdentityStore Identities { get; }

    /// <summary>What has to be done.</summary>
    ITaskStore Tasks { get; }

    /// <summary>What was noticed.</summary>
    IObservationStore Observations { get; }

    /// <summary>Who has read how far.</summary>
    IReadStateStore ReadState { get; }
}
