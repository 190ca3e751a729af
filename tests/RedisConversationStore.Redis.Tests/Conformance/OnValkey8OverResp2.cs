using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceOnValkey8OverResp2(Valkey8Resp2Fixture fixture) : TaskConformance(fixture);
