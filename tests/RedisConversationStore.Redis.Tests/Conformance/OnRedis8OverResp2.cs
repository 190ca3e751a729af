using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceOnRedis8OverResp2(Redis8Resp2Fixture fixture) : TaskConformance(fixture);
