using Conversations.Cli.Demo;

namespace Conversations.Cli.Tests.Demo;

public sealed class DemoTallyTests
{
    private static readonly Webhook Webhook = new(1, new(Records.Event("e")));

    [Fact]
    public void One_commit_and_its_duplicates_are_in_order()
    {
        var tally = new DemoTally();
        tally.Add(Webhook, new(1, WebhookOutcome.Duplicate, 0, Operations: [new("add event", 1000), new("add event", 3000)]));
        tally.Add(Webhook, new(2, WebhookOutcome.Committed, 0));
        Assert.Empty(tally.Violations());
        Assert.Equal((1L, 1L, 0L), (tally.Commits, tally.Duplicates, tally.UnreportedCommits()));
        Assert.Equal([0L], tally.IndicesOf("r"));
        var operation = Assert.Single(tally.Operations());
        Assert.Equal(2, operation.Count);
        Assert.InRange(operation.P50Ms, 0.99, 1.01);
        Assert.InRange(operation.P99Ms, 2.99, 3.01);
    }

    [Fact]
    public void An_event_stored_twice_is_a_violation()
    {
        var tally = new DemoTally();
        tally.Add(Webhook, new(1, WebhookOutcome.Committed, 0));
        tally.Add(Webhook, new(2, WebhookOutcome.Committed, 0));
        Assert.Contains("stored twice", Assert.Single(tally.Violations()), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_indices_for_one_event_are_a_violation()
    {
        var tally = new DemoTally();
        tally.Add(Webhook, new(1, WebhookOutcome.Committed, 0));
        tally.Add(Webhook, new(2, WebhookOutcome.Duplicate, 1));
        Assert.Contains("index 0 and with 1", Assert.Single(tally.Violations()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_replica_saw_is_a_violation()
    {
        var tally = new DemoTally();
        tally.Add(Webhook, new(1, WebhookOutcome.Committed, 0, Violation: "half an event"));
        Assert.Equal(["half an event"], tally.Violations());
    }

    [Fact]
    public void A_commit_whose_answer_was_lost_is_counted()
    {
        var tally = new DemoTally();
        tally.Add(Webhook, new(1, WebhookOutcome.Duplicate, 0));
        Assert.Equal(1, tally.UnreportedCommits());
    }
}
