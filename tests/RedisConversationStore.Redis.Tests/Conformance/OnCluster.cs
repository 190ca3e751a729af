using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceOnCluster(ClusterFixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceOnCluster(ClusterFixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceOnCluster(ClusterFixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceOnCluster(ClusterFixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceOnCluster(ClusterFixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceOnCluster(ClusterFixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceOnCluster(ClusterFixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceOnCluster(ClusterFixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceOnCluster(ClusterFixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceOnCluster(ClusterFixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceOnCluster(ClusterFixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceOnCluster(ClusterFixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceOnCluster(ClusterFixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceOnCluster(ClusterFixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceOnCluster(ClusterFixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceOnCluster(ClusterFixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceOnCluster(ClusterFixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceOnCluster(ClusterFixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceOnCluster(ClusterFixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceOnCluster(ClusterFixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceOnCluster(ClusterFixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceOnCluster(ClusterFixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceOnCluster(ClusterFixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceOnCluster(ClusterFixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceOnCluster(ClusterFixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceOnCluster(ClusterFixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceOnCluster(ClusterFixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceOnCluster(ClusterFixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceOnCluster(ClusterFixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceOnCluster(ClusterFixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceOnCluster(ClusterFixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceOnCluster(ClusterFixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceOnCluster(ClusterFixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceOnCluster(ClusterFixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceOnCluster(ClusterFixture fixture) : TaskConformance(fixture);
