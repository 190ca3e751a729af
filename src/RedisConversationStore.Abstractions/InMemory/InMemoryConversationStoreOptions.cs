namespace Conversations;

/// <summary>Settings of an <see cref="InMemoryConversationStore"/>, which reads them when it is made.</summary>
public sealed record InMemoryConversationStoreOptions
{
    /// <summary>The clock: updated_at and the expiry of idempotency keys come from it. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How long idempotency keys live when a write does not say; a millisecond to 366 days. Default: 24 hours.</summary>
    public TimeSpan IdempotencyTimeToLive { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The largest event, in bytes of the stored format; 1 or more. Default: <see cref="EventLimits.DefaultMaxEventBytes"/>.</summary>
    public int MaxEventBytes { get; set; } = EventLimits.DefaultMaxEventBytes;

    /// <summary>The most bytes that the events of one <see cref="IEventStore.AddManyAsync"/> take together in the stored format; at least <see cref="MaxEventBytes"/>. Default: <see cref="EventLimits.DefaultMaxBatchBytes"/>.</summary>
    public int MaxBatchBytes { get; set; } = EventLimits.DefaultMaxBatchBytes;

    /// <summary>The most bindings and participants together that <see cref="IRoomStore.LoadContextAsync"/> reads; 1 or more. Default: <see cref="RoomLimits.DefaultMaxContextRecords"/>.</summary>
    public int MaxContextRecords { get; set; } = RoomLimits.DefaultMaxContextRecords;
}
