using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceOverResp2(Resp2Fixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceOverResp2(Resp2Fixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceOverResp2(Resp2Fixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceOverResp2(Resp2Fixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceOverResp2(Resp2Fixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceOverResp2(Resp2Fixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceOverResp2(Resp2Fixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceOverResp2(Resp2Fixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceOverResp2(Resp2Fixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceOverResp2(Resp2Fixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceOverResp2(Resp2Fixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceOverResp2(Resp2Fixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceOverResp2(Resp2Fixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceOverResp2(Resp2Fixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceOverResp2(Resp2Fixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceOverResp2(Resp2Fixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceOverResp2(Resp2Fixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceOverResp2(Resp2Fixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceOverResp2(Resp2Fixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceOverResp2(Resp2Fixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceOverResp2(Resp2Fixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceOverResp2(Resp2Fixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceOverResp2(Resp2Fixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceOverResp2(Resp2Fixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceOverResp2(Resp2Fixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceOverResp2(Resp2Fixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceOverResp2(Resp2Fixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceOverResp2(Resp2Fixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceOverResp2(Resp2Fixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceOverResp2(Resp2Fixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceOverResp2(Resp2Fixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceOverResp2(Resp2Fixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceOverResp2(Resp2Fixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceOverResp2(Resp2Fixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceOverResp2(Resp2Fixture fixture) : TaskConformance(fixture);
