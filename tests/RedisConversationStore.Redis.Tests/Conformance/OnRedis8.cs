using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceOnRedis8(Redis8Fixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceOnRedis8(Redis8Fixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceOnRedis8(Redis8Fixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceOnRedis8(Redis8Fixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceOnRedis8(Redis8Fixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceOnRedis8(Redis8Fixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceOnRedis8(Redis8Fixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceOnRedis8(Redis8Fixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceOnRedis8(Redis8Fixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceOnRedis8(Redis8Fixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceOnRedis8(Redis8Fixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceOnRedis8(Redis8Fixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceOnRedis8(Redis8Fixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceOnRedis8(Redis8Fixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceOnRedis8(Redis8Fixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceOnRedis8(Redis8Fixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceOnRedis8(Redis8Fixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceOnRedis8(Redis8Fixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceOnRedis8(Redis8Fixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceOnRedis8(Redis8Fixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceOnRedis8(Redis8Fixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceOnRedis8(Redis8Fixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceOnRedis8(Redis8Fixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceOnRedis8(Redis8Fixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceOnRedis8(Redis8Fixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceOnRedis8(Redis8Fixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceOnRedis8(Redis8Fixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceOnRedis8(Redis8Fixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceOnRedis8(Redis8Fixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceOnRedis8(Redis8Fixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceOnRedis8(Redis8Fixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceOnRedis8(Redis8Fixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceOnRedis8(Redis8Fixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceOnRedis8(Redis8Fixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceOnRedis8(Redis8Fixture fixture) : TaskConformance(fixture);
