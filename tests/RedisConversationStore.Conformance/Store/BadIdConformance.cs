using System.Reflection;
using Xunit;

namespace Conversations.Conformance;

/// <summary>Every operation refuses every string that is no id, in every place that takes one.</summary>
/// <param name="fixture">The backend.</param>
public abstract class BadIdConformance(IConversationStoreFixture fixture) : ConformanceTest(fixture)
{
    /// <summary>Every id that every operation takes.</summary>
    public static TheoryData<string> Places { get; } = [.. IdArguments.ByName.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Bad_ids_are_argument_errors_and_change_nothing(string place)
    {
        var argument = IdArguments.ByName[place];
        await RoomWithEventsAsync("event");
        await Store.Identities.CreateAsync(Samples.Identity(), Token);
        var before = await StateAsync();

        foreach (var id in Samples.BadIds)
        {
            var error = await Record.ExceptionAsync(async () => await argument.CallAsync(Store, id, Token));
            Assert.True(error is ArgumentException, $"{place} took '{id}' and answered {error?.ToString() ?? "without an error"}.");
        }

        if (!argument.IsOptional)
        {
            var error = await Record.ExceptionAsync(async () => await argument.CallAsync(Store, null!, Token));
            Assert.True(error is ArgumentException, $"{place} took null and answered {error?.ToString() ?? "without an error"}.");
        }

        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Hostile_ids_are_no_argument_errors(string place)
    {
        var argument = IdArguments.ByName[place];

        foreach (var id in Samples.HostileIds)
        {
            var error = await Record.ExceptionAsync(async () => await argument.CallAsync(Store, id, Token));
            // AddMany refuses a room that is not the one its events name.
            Assert.True(error is null or ConversationStoreException || place == "Events.AddManyAsync roomId", $"{place} refused '{id}': {error}");
        }
    }

    [Fact]
    public void Every_operation_of_the_contract_that_takes_an_id_is_checked()
    {
        var operations =
            from aggregate in typeof(IConversationStore).GetProperties()
            where aggregate.PropertyType.IsInterface
            from operation in aggregate.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            select $"{aggregate.Name}.{operation.Name}";
        var checkedOperations = IdArguments.ByName.Keys.Select(name => name.Split(' ')[0]).ToHashSet();

        Assert.Equal(["Rooms.ListAsync"], operations.Distinct().Where(operation => !checkedOperations.Contains(operation)));
    }

    private async Task<(RoomContext?, string)> StateAsync() =>
        (await Store.Rooms.LoadContextAsync(Samples.RoomId, Token),
        string.Join(' ', [
            .. (await Store.Rooms.ListAsync(cancellationToken: Token)).Select(room => room.Id),
            .. await EventIdsAsync(),
            .. (await Store.Tasks.ListAsync(Samples.RoomId, cancellationToken: Token)).Select(task => task.Id),
            .. (await Store.Observations.ListAsync(Samples.RoomId, Token)).Select(observation => observation.Id),
            .. (await Store.ReadState.MarkersAsync(Samples.RoomId, Token)).Keys,
        ]));
}
