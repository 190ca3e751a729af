using System.Text.RegularExpressions;
using Conversations.Conformance;
using Xunit;

namespace Conversations.Redis.Tests.Readme;

public sealed partial class ReadmeTests(DevServerFixture fixture)
{
    [Fact]
    public async Task The_example_does_what_its_comments_say()
    {
        var (first, again, unread) = await ReadmeExample.RunAsync(fixture.ConnectionString);

        Assert.Equal(AddEventOutcome.Committed, first.Outcome);
        Assert.Equal(0, first.Event.Index);
        Assert.Equal(AddEventOutcome.Duplicate, again.Outcome);
        Assert.Equal(first.Event, again.Event);
        Assert.Equal(1, unread);
    }

    [Fact]
    public async Task The_follower_reads_every_event_once()
    {
        await using var store = new InMemoryConversationStore();
        await store.Rooms.CreateAsync(Samples.Room("order-4711"), TestContext.Current.CancellationToken);
        await store.Events.AddManyAsync("order-4711", [.. Enumerable.Range(0, 120).Select(i => Samples.Event($"e{i}", "order-4711"))], cancellationToken: TestContext.Current.CancellationToken);
        var timeline = new List<RoomEvent>();

        var cursor = await ReadmeExample.FollowAsync(store, timeline);

        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"e{i}"), timeline.Select(roomEvent => roomEvent.Id));
        Assert.Equal("e119", cursor.EventId);
    }

    [Fact]
    public void The_examples_of_the_README_are_those_that_are_compiled()
    {
        var compiled = Example().Matches(Resource("ReadmeExample.cs")).Select(example => example.Groups["code"].Value.Replace("connectionString", "\"localhost:6379\"", StringComparison.Ordinal));

        var shown = CSharp().Matches(Resource("README.md")).Select(example => example.Groups["code"].Value);

        Assert.Equal(compiled.Select(Lines), shown.Select(Lines));
    }

    private static string[] Lines(string code) => [.. code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("using Conversations", StringComparison.Ordinal))];

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReadmeTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"// example\n(?<code>.*?)\n\s*// end", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
