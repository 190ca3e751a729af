using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceInContainer(ContainerFixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceInContainer(ContainerFixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceInContainer(ContainerFixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceInContainer(ContainerFixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceInContainer(ContainerFixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceInContainer(ContainerFixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceInContainer(ContainerFixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceInContainer(ContainerFixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceInContainer(ContainerFixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceInContainer(ContainerFixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceInContainer(ContainerFixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceInContainer(ContainerFixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceInContainer(ContainerFixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceInContainer(ContainerFixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceInContainer(ContainerFixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceInContainer(ContainerFixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceInContainer(ContainerFixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceInContainer(ContainerFixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceInContainer(ContainerFixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceInContainer(ContainerFixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceInContainer(ContainerFixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceInContainer(ContainerFixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceInContainer(ContainerFixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceInContainer(ContainerFixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceInContainer(ContainerFixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceInContainer(ContainerFixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceInContainer(ContainerFixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceInContainer(ContainerFixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceInContainer(ContainerFixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceInContainer(ContainerFixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceInContainer(ContainerFixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceInContainer(ContainerFixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceInContainer(ContainerFixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceInContainer(ContainerFixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceInContainer(ContainerFixture fixture) : TaskConformance(fixture);
