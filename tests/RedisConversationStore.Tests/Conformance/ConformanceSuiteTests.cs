using Conversations.Conformance;
using Xunit;

namespace Conversations.Tests.Conformance;

public sealed class ConformanceSuiteTests
{
    [Fact]
    public void No_class_of_the_suite_is_missing_for_the_in_memory_store() =>
        Assert.Empty(ConformanceSuite.MissingFrom(typeof(ConformanceSuiteTests).Assembly, typeof(InMemoryFixture)));

    [Fact]
    public void A_backend_without_classes_is_told_with_every_class_of_the_suite() =>
        Assert.Equal(
            ConformanceSuite.Classes.Select(suite => $"{suite.Name} × {nameof(UnavailableFixture)}"),
            ConformanceSuite.MissingFrom(typeof(ConformanceSuiteTests).Assembly, typeof(InMemoryFixture), typeof(UnavailableFixture)));

    [Fact]
    public void Every_class_of_the_suite_is_listed() =>
        Assert.Superset(
            new HashSet<Type> { typeof(RoomConformance), typeof(EventAddConformance), typeof(ConcurrencyConformance), typeof(BadIdConformance) },
            ConformanceSuite.Classes.ToHashSet());

    [Fact]
    public async Task A_test_of_a_backend_that_cannot_be_had_is_skipped_with_the_reason()
    {
        await using var test = new TaskTest(new UnavailableFixture());

        // Not Record.ExceptionAsync, which lets a skip pass.
        string? reason = null;
        try
        {
            await test.InitializeAsync();
        }
        catch (Exception skip)
        {
            reason = skip.Message;
        }

        Assert.EndsWith("nowhere: no such backend", reason, StringComparison.Ordinal);
    }

    private sealed class TaskTest(UnavailableFixture fixture) : TaskConformance(fixture);

    private sealed class UnavailableFixture : IConversationStoreFixture
    {
        public string Name => "nowhere";

        public string? Unavailable => "no such backend";

        public ValueTask<IStoreUnderTest> OpenAsync(StoreSettings settings, CancellationToken cancellationToken) => throw new InvalidOperationException("Opened all the same.");
    }
}
