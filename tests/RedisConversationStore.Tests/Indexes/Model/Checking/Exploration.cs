using System.Diagnostics;

namespace Conversations.Tests.Indexes.Model.Checking;

/// <summary>Explores every state that a model can reach, breadth first, so that the first broken promise has a shortest trace.</summary>
internal static class Exploration
{
    /// <summary>A model with more states than this is too large for a test: some 500 MB.</summary>
    private const int MostStates = 4_000_000;

    internal static ExplorationResult Run<TState>(IModel<TState> model)
        where TState : unmanaged
    {
        var watch = Stopwatch.StartNew();
        var states = new StateSet<TState>();
        var parents = new List<int>();
        var edges = new List<int>();
        var firstEdges = new List<int>();
        var moves = new Moves<TState>();
        foreach (var start in model.Starts)
        {
            states.Add(start, out var isNew);
            if (isNew) parents.Add(-1);
        }

        var starts = states.Count;
        for (var number = 0; number < states.Count; number++)
        {
            if (model.FindBrokenPromise(states[number]) is { } broken)
            {
                return new() { States = states.Count, Elapsed = watch.Elapsed, BrokenPromise = broken, Trace = TraceTo(number) };
            }

            if (states.Count > MostStates) throw new InvalidOperationException($"The model has more than {MostStates} states.");
            firstEdges.Add(edges.Count);
            moves.Clear();
            model.AddMoves(states[number], moves);
            for (var move = 0; move < moves.Count; move++)
            {
                edges.Add(states.Add(moves[move].Next, out var isNew));
                if (isNew) parents.Add(number);
            }
        }

        firstEdges.Add(edges.Count);
        var (complete, all) = Interleavings.Count(starts, firstEdges, edges);
        return new() { States = states.Count, CompleteRuns = complete, RunsWithCrashes = all, Elapsed = watch.Elapsed };

        List<string> TraceTo(int number)
        {
            var trace = new List<string>();
            for (; parents[number] >= 0; number = parents[number])
            {
                moves.Clear();
                model.AddMoves(states[parents[number]], moves);
                var move = 0;
                while (!StateSet<TState>.AreEqual(moves[move].Next, states[number])) move++;
                trace.Add($"{moves[move].Process}: {moves[move].Command}");
            }

            trace.Reverse();
            return trace;
        }
    }
}
