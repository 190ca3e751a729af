using Conversations.Conformance;
using Xunit;

namespace Conversations.Tests.Conformance;

public sealed class BadIdConformanceInMemory(InMemoryFixture fixture) : BadIdConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class BadRecordConformanceInMemory(InMemoryFixture fixture) : BadRecordConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class BindingConformanceInMemory(InMemoryFixture fixture) : BindingConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class ConcurrencyConformanceInMemory(InMemoryFixture fixture) : ConcurrencyConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class DeliveredIndexConformanceInMemory(InMemoryFixture fixture) : DeliveredIndexConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class ErrorConformanceInMemory(InMemoryFixture fixture) : ErrorConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventAddConformanceInMemory(InMemoryFixture fixture) : EventAddConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventAddManyConformanceInMemory(InMemoryFixture fixture) : EventAddManyConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventContinuationConformanceInMemory(InMemoryFixture fixture) : EventContinuationConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventDeleteConformanceInMemory(InMemoryFixture fixture) : EventDeleteConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventFilterConformanceInMemory(InMemoryFixture fixture) : EventFilterConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventImportConformanceInMemory(InMemoryFixture fixture) : EventImportConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventPagingConformanceInMemory(InMemoryFixture fixture) : EventPagingConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventSizeConformanceInMemory(InMemoryFixture fixture) : EventSizeConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventThreadConformanceInMemory(InMemoryFixture fixture) : EventThreadConformance(fixture), IClassFixture<InMemoryFixture>;
public sealed class LargeEventConformanceInMemory(InMemoryFixture fixture) : LargeEventConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventUpdateConformanceInMemory(InMemoryFixture fixture) : EventUpdateConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class HostileIdConformanceInMemory(InMemoryFixture fixture) : HostileIdConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class IdempotencyConformanceInMemory(InMemoryFixture fixture) : IdempotencyConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class IdentityConformanceInMemory(InMemoryFixture fixture) : IdentityConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class ObservationConformanceInMemory(InMemoryFixture fixture) : ObservationConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class OwnershipConformanceInMemory(InMemoryFixture fixture) : OwnershipConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class ParticipantConformanceInMemory(InMemoryFixture fixture) : ParticipantConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class ReadStateConformanceInMemory(InMemoryFixture fixture) : ReadStateConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomActivityConformanceInMemory(InMemoryFixture fixture) : RoomActivityConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomConditionConformanceInMemory(InMemoryFixture fixture) : RoomConditionConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomConformanceInMemory(InMemoryFixture fixture) : RoomConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomDeleteConformanceInMemory(InMemoryFixture fixture) : RoomDeleteConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomDirectoryConformanceInMemory(InMemoryFixture fixture) : RoomDirectoryConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomMetadataConformanceInMemory(InMemoryFixture fixture) : RoomMetadataConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomOfWhomConformanceInMemory(InMemoryFixture fixture) : RoomOfWhomConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomWalkConformanceInMemory(InMemoryFixture fixture) : RoomWalkConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoundTripConformanceInMemory(InMemoryFixture fixture) : RoundTripConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class StoreConformanceInMemory(InMemoryFixture fixture) : StoreConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class TaskConformanceInMemory(InMemoryFixture fixture) : TaskConformance(fixture), IClassFixture<InMemoryFixture>;
