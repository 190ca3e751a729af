using Conversations.Conformance;
using Xunit;

namespace Conversations.Tests.Conformance;

public sealed class ConformanceSuiteTests
{
    [Fact]
    public void No_class_of_the_suite_is_missing_for_the_in_memory_store() =>
        Assert.Empty(ConformanceSuite.MissingFrom(typeof(ConformanceSuiteTests).Assembly, typeof(InMemoryFixture)));
}

public sealed class BindingConformanceInMemory(InMemoryFixture fixture) : BindingConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class DeliveredIndexConformanceInMemory(InMemoryFixture fixture) : DeliveredIndexConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventAddConformanceInMemory(InMemoryFixture fixture) : EventAddConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventAddManyConformanceInMemory(InMemoryFixture fixture) : EventAddManyConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventDeleteConformanceInMemory(InMemoryFixture fixture) : EventDeleteConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventFilterConformanceInMemory(InMemoryFixture fixture) : EventFilterConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventImportConformanceInMemory(InMemoryFixture fixture) : EventImportConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventPagingConformanceInMemory(InMemoryFixture fixture) : EventPagingConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventThreadConformanceInMemory(InMemoryFixture fixture) : EventThreadConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class EventUpdateConformanceInMemory(InMemoryFixture fixture) : EventUpdateConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class IdempotencyConformanceInMemory(InMemoryFixture fixture) : IdempotencyConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class IdentityConformanceInMemory(InMemoryFixture fixture) : IdentityConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class ObservationConformanceInMemory(InMemoryFixture fixture) : ObservationConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class ParticipantConformanceInMemory(InMemoryFixture fixture) : ParticipantConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class ReadStateConformanceInMemory(InMemoryFixture fixture) : ReadStateConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomConformanceInMemory(InMemoryFixture fixture) : RoomConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomDeleteConformanceInMemory(InMemoryFixture fixture) : RoomDeleteConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomDirectoryConformanceInMemory(InMemoryFixture fixture) : RoomDirectoryConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomMetadataConformanceInMemory(InMemoryFixture fixture) : RoomMetadataConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class RoomOfWhomConformanceInMemory(InMemoryFixture fixture) : RoomOfWhomConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class StoreConformanceInMemory(InMemoryFixture fixture) : StoreConformance(fixture), IClassFixture<InMemoryFixture>;

public sealed class TaskConformanceInMemory(InMemoryFixture fixture) : TaskConformance(fixture), IClassFixture<InMemoryFixture>;
