using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceOnValkey8(Valkey8Fixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceOnValkey8(Valkey8Fixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceOnValkey8(Valkey8Fixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceOnValkey8(Valkey8Fixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceOnValkey8(Valkey8Fixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceOnValkey8(Valkey8Fixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceOnValkey8(Valkey8Fixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceOnValkey8(Valkey8Fixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceOnValkey8(Valkey8Fixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceOnValkey8(Valkey8Fixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceOnValkey8(Valkey8Fixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceOnValkey8(Valkey8Fixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceOnValkey8(Valkey8Fixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceOnValkey8(Valkey8Fixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceOnValkey8(Valkey8Fixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceOnValkey8(Valkey8Fixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceOnValkey8(Valkey8Fixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceOnValkey8(Valkey8Fixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceOnValkey8(Valkey8Fixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceOnValkey8(Valkey8Fixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceOnValkey8(Valkey8Fixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceOnValkey8(Valkey8Fixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceOnValkey8(Valkey8Fixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceOnValkey8(Valkey8Fixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceOnValkey8(Valkey8Fixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceOnValkey8(Valkey8Fixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceOnValkey8(Valkey8Fixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceOnValkey8(Valkey8Fixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceOnValkey8(Valkey8Fixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceOnValkey8(Valkey8Fixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceOnValkey8(Valkey8Fixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceOnValkey8(Valkey8Fixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceOnValkey8(Valkey8Fixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceOnValkey8(Valkey8Fixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceOnValkey8(Valkey8Fixture fixture) : TaskConformance(fixture);
