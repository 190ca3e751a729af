using Conversations.Tests.Indexes.Model.Checking;
using Xunit;

namespace Conversations.Tests.Indexes.Model;

/// <summary>The exploration itself, on two counters.</summary>
public sealed class ExplorationTests
{
    [Fact]
    public void Exploration_visits_each_state_once_and_counts_each_order()
    {
        var result = Exploration.Run(new Counters(Steps: 3, Forbidden: null));

        // A lattice of 4 × 4: 6 over 3 ways to its far corner, and 8 over 4 less 1 ways to all of its points.
        Assert.Equal((16, 20, 69, null), (result.States, result.CompleteRuns, result.RunsWithCrashes, result.BrokenPromise));
    }

    [Fact]
    public void Exploration_with_broken_promise_returns_a_shortest_trace()
    {
        var result = Exploration.Run(new Counters(Steps: 3, Forbidden: (2, 1)));

        Assert.Equal("forbidden", result.BrokenPromise);
        Assert.Equal(["left: COUNT", "left: COUNT", "right: COUNT"], result.Trace.Order());
    }

    [Fact]
    public void Exploration_of_moves_in_a_cycle_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Exploration.Run(new Counters(Steps: 3, Forbidden: null, BeginsAgain: true)));

    private struct State
    {
        internal byte Left;
        internal byte Right;
    }

    private sealed record Counters(int Steps, (int Left, int Right)? Forbidden, bool BeginsAgain = false) : IModel<State>
    {
        public IEnumerable<State> Starts => [default];

        public void AddMoves(in State state, Moves<State> moves)
        {
            moves.Process = "left";
            if (state.Left < Steps) moves.Add("COUNT", new State { Left = (byte)(state.Left + 1), Right = state.Right });
            else if (BeginsAgain) moves.Add("BEGIN AGAIN", new State { Right = state.Right });
            moves.Process = "right";
            if (state.Right < Steps) moves.Add("COUNT", new State { Left = state.Left, Right = (byte)(state.Right + 1) });
        }

        public string? FindBrokenPromise(in State state) => Forbidden == (state.Left, state.Right) ? "forbidden" : null;
    }
}
