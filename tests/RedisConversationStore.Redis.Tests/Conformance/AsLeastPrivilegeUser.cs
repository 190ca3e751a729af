using Conversations.Conformance;

namespace Conversations.Redis.Tests.Conformance;

public sealed class BadIdConformanceAsLeastPrivilegeUser(AclFixture fixture) : BadIdConformance(fixture);

public sealed class BadRecordConformanceAsLeastPrivilegeUser(AclFixture fixture) : BadRecordConformance(fixture);

public sealed class BindingConformanceAsLeastPrivilegeUser(AclFixture fixture) : BindingConformance(fixture);

public sealed class ConcurrencyConformanceAsLeastPrivilegeUser(AclFixture fixture) : ConcurrencyConformance(fixture);

public sealed class DeliveredIndexConformanceAsLeastPrivilegeUser(AclFixture fixture) : DeliveredIndexConformance(fixture);

public sealed class ErrorConformanceAsLeastPrivilegeUser(AclFixture fixture) : ErrorConformance(fixture);

public sealed class EventAddConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventAddConformance(fixture);

public sealed class EventAddManyConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventAddManyConformance(fixture);

public sealed class EventContinuationConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventContinuationConformance(fixture);

public sealed class EventDeleteConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventDeleteConformance(fixture);

public sealed class EventFilterConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventFilterConformance(fixture);

public sealed class EventImportConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventImportConformance(fixture);

public sealed class EventPagingConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventPagingConformance(fixture);

public sealed class EventSizeConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventSizeConformance(fixture);

public sealed class EventThreadConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventThreadConformance(fixture);
public sealed class LargeEventConformanceAsLeastPrivilegeUser(AclFixture fixture) : LargeEventConformance(fixture);

public sealed class EventUpdateConformanceAsLeastPrivilegeUser(AclFixture fixture) : EventUpdateConformance(fixture);

public sealed class HostileIdConformanceAsLeastPrivilegeUser(AclFixture fixture) : HostileIdConformance(fixture);

public sealed class IdempotencyConformanceAsLeastPrivilegeUser(AclFixture fixture) : IdempotencyConformance(fixture);

public sealed class IdentityConformanceAsLeastPrivilegeUser(AclFixture fixture) : IdentityConformance(fixture);

public sealed class ObservationConformanceAsLeastPrivilegeUser(AclFixture fixture) : ObservationConformance(fixture);

public sealed class OwnershipConformanceAsLeastPrivilegeUser(AclFixture fixture) : OwnershipConformance(fixture);

public sealed class ParticipantConformanceAsLeastPrivilegeUser(AclFixture fixture) : ParticipantConformance(fixture);

public sealed class ReadStateConformanceAsLeastPrivilegeUser(AclFixture fixture) : ReadStateConformance(fixture);

public sealed class RoomActivityConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoomActivityConformance(fixture);

public sealed class RoomConditionConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoomConditionConformance(fixture);

public sealed class RoomConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoomConformance(fixture);

public sealed class RoomDeleteConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoomDeleteConformance(fixture);

public sealed class RoomDirectoryConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoomDirectoryConformance(fixture);

public sealed class RoomMetadataConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoomMetadataConformance(fixture);

public sealed class RoomOfWhomConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoomOfWhomConformance(fixture);

public sealed class RoomWalkConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoomWalkConformance(fixture);

public sealed class RoundTripConformanceAsLeastPrivilegeUser(AclFixture fixture) : RoundTripConformance(fixture);

public sealed class StoreConformanceAsLeastPrivilegeUser(AclFixture fixture) : StoreConformance(fixture);

public sealed class TaskConformanceAsLeastPrivilegeUser(AclFixture fixture) : TaskConformance(fixture);
