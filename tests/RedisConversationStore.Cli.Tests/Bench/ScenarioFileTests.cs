using System.Text;
using Conversations.LoadTesting;

namespace Conversations.Cli.Tests.Bench;

public sealed class ScenarioFileTests
{
    [Fact]
    public void Every_bundled_scenario_can_be_run_and_says_what_it_stands_for()
    {
        Assert.Superset(new HashSet<string> { "chat", "read-heavy", "hot-room" }, ScenarioFile.BundledNames.ToHashSet());
        Assert.All(ScenarioFile.BundledNames, name => Assert.NotEmpty(ScenarioFile.Bundled(name).Description));
    }

    [Fact]
    public void Every_bundled_scenario_has_all_charts_of_the_report() =>
        Assert.All(ScenarioFile.BundledNames, name => Assert.NotNull(ScenarioFile.Bundled(name).Growth));

    [Fact]
    public void What_a_file_does_not_say_is_as_documented()
    {
        var scenario = Read("""{ "mix": { "add_event": 1 } }""");
        Assert.Equal(new Scenario { Mix = scenario.Mix }, scenario);
        Assert.Equal((1000, 50, 32, null), (scenario.Rooms, scenario.EventsPerRoom, scenario.CallersPerProcess, scenario.Rate));
    }

    [Fact]
    public void A_scenario_that_is_written_reads_back_the_same()
    {
        foreach (var name in ScenarioFile.BundledNames)
        {
            var text = ScenarioFile.Write(ScenarioFile.Bundled(name));
            Assert.Equal(text, ScenarioFile.Write(Read(text)));
        }
    }

    [Fact]
    public void Comments_trailing_commas_and_any_order_are_welcome() =>
        Assert.Equal(5, Assert.IsType<FixedPayload>(Read("""
            {
              // how people write
              "payload": { "bytes": 5, "distribution": "fixed" },
              "mix": { "add_event": 1, },
            }
            """).Payload).Bytes);

    [Theory]
    [InlineData("mix", "{}")]
    [InlineData("the scenario is null", "null")]
    [InlineData("is not JSON", """{"mix": """)]
    [InlineData("mix names no operation", """{"mix": {}}""")]
    [InlineData("mix.add_evt is not an operation; there are add_duplicate, add_event", """{"mix": {"add_evt": 1}}""")]
    [InlineData("mix.add_event is 0; a weight is greater than 0", """{"mix": {"add_event": 0}}""")]
    [InlineData("mix.add_event is not a number", """{"mix": {"add_event": "often"}}""")]
    [InlineData("events_per_room is 0; mix.mark_read needs rooms with events", """{"mix": {"mark_read": 1}, "events_per_room": 0}""")]
    [InlineData("room is not a member of a scenario (line 2)", "{\"mix\": {\"add_event\": 1},\n\"room\": 3}")]
    [InlineData("rooms is 0; it must be 1 to 1,000,000", """{"mix": {"add_event": 1}, "rooms": 0}""")]
    [InlineData("rooms is not a whole number", """{"mix": {"add_event": 1}, "rooms": "many"}""")]
    [InlineData("rooms is not a whole number", """{"mix": {"add_event": 1}, "rooms": 99999999999}""")]
    [InlineData("room_skew is -1", """{"mix": {"add_event": 1}, "room_skew": -1}""")]
    [InlineData("rate is 0", """{"mix": {"add_event": 1}, "rate": 0}""")]
    [InlineData("callers_per_process is 2; with fewer callers than connections (3)", """{"mix": {"add_event": 1}, "callers_per_process": 2, "connections_per_process": 3}""")]
    [InlineData("payload.distribution is missing", """{"mix": {"add_event": 1}, "payload": {"bytes": 3}}""")]
    [InlineData("payload has an unknown distribution; there are fixed", """{"mix": {"add_event": 1}, "payload": {"distribution": "normal", "bytes": 3}}""")]
    [InlineData("payload lacks 'max'", """{"mix": {"add_event": 1}, "payload": {"distribution": "uniform", "min": 3}}""")]
    [InlineData("payload.max is 3; it must be 5", """{"mix": {"add_event": 1}, "payload": {"distribution": "uniform", "min": 5, "max": 3}}""")]
    [InlineData("payload.sizes[1].weight is -1", """{"mix": {"add_event": 1}, "payload": {"distribution": "weighted", "sizes": [{"bytes": 1, "weight": 1}, {"bytes": 1, "weight": -1}]}}""")]
    [InlineData("null", """{"mix": {"add_event": 1}, "payload": null}""")]
    [InlineData("null", """{"mix": {"add_event": 1}, "payload": {"distribution": "weighted", "sizes": null}}""")]
    [InlineData("payload.sizes[0] is null", """{"mix": {"add_event": 1}, "payload": {"distribution": "weighted", "sizes": [null]}}""")]
    [InlineData("growth.room_sizes[1] is not greater than the size before it", """{"mix": {"add_event": 1}, "growth": {"room_sizes": [10, 10]}}""")]
    public void A_wrong_scenario_is_refused_with_the_name_of_the_member(string says, string json)
    {
        var refused = Assert.Throws<ScenarioException>(() => Read(json));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("The scenario 'mine.json' is not valid: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Conversations.", refused.Message, StringComparison.Ordinal);
    }

    private static Scenario Read(string json) => ScenarioFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "mine.json");
}
