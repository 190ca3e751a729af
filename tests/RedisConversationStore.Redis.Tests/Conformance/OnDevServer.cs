using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceOnDevServer(DevServerFixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceOnDevServer(DevServerFixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceOnDevServer(DevServerFixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceOnDevServer(DevServerFixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceOnDevServer(DevServerFixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceOnDevServer(DevServerFixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceOnDevServer(DevServerFixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceOnDevServer(DevServerFixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceOnDevServer(DevServerFixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceOnDevServer(DevServerFixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceOnDevServer(DevServerFixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceOnDevServer(DevServerFixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceOnDevServer(DevServerFixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceOnDevServer(DevServerFixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceOnDevServer(DevServerFixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceOnDevServer(DevServerFixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceOnDevServer(DevServerFixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceOnDevServer(DevServerFixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceOnDevServer(DevServerFixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceOnDevServer(DevServerFixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceOnDevServer(DevServerFixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceOnDevServer(DevServerFixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceOnDevServer(DevServerFixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceOnDevServer(DevServerFixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceOnDevServer(DevServerFixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceOnDevServer(DevServerFixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceOnDevServer(DevServerFixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceOnDevServer(DevServerFixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceOnDevServer(DevServerFixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceOnDevServer(DevServerFixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceOnDevServer(DevServerFixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceOnDevServer(DevServerFixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceOnDevServer(DevServerFixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceOnDevServer(DevServerFixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceOnDevServer(DevServerFixture fixture) : TaskConformance(fixture);
