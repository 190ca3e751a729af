using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceOnRedisServer(RedisServerFixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceOnRedisServer(RedisServerFixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceOnRedisServer(RedisServerFixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceOnRedisServer(RedisServerFixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceOnRedisServer(RedisServerFixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceOnRedisServer(RedisServerFixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceOnRedisServer(RedisServerFixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceOnRedisServer(RedisServerFixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceOnRedisServer(RedisServerFixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceOnRedisServer(RedisServerFixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceOnRedisServer(RedisServerFixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceOnRedisServer(RedisServerFixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceOnRedisServer(RedisServerFixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceOnRedisServer(RedisServerFixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceOnRedisServer(RedisServerFixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceOnRedisServer(RedisServerFixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceOnRedisServer(RedisServerFixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceOnRedisServer(RedisServerFixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceOnRedisServer(RedisServerFixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceOnRedisServer(RedisServerFixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceOnRedisServer(RedisServerFixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceOnRedisServer(RedisServerFixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceOnRedisServer(RedisServerFixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceOnRedisServer(RedisServerFixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceOnRedisServer(RedisServerFixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceOnRedisServer(RedisServerFixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceOnRedisServer(RedisServerFixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceOnRedisServer(RedisServerFixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceOnRedisServer(RedisServerFixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceOnRedisServer(RedisServerFixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceOnRedisServer(RedisServerFixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceOnRedisServer(RedisServerFixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceOnRedisServer(RedisServerFixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceOnRedisServer(RedisServerFixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceOnRedisServer(RedisServerFixture fixture) : TaskConformance(fixture);
