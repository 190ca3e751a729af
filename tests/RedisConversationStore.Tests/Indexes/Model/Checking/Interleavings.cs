namespace Conversations.Tests.Indexes.Model.Checking;

/// <summary>Counts the paths of a graph without cycles: each path is one order in which the servers may execute the commands.</summary>
internal static class Interleavings
{
    /// <param name="starts">The first this many states are starts.</param>
    /// <param name="firstEdges">Where the edges of each state begin; one more for the end.</param>
    /// <param name="edges">The states that edges lead to.</param>
    /// <returns>The paths to states without moves, and to all states: a process that crashed is one that never moves again.</returns>
    internal static (double Complete, double All) Count(int starts, List<int> firstEdges, List<int> edges)
    {
        var states = firstEdges.Count - 1;
        var missing = new int[states];
        foreach (var target in edges) missing[target]++;
        var paths = new double[states];
        Array.Fill(paths, 1, 0, starts);
        var ready = new Stack<int>(Enumerable.Range(0, starts).Where(start => missing[start] == 0));
        var (complete, all, visited) = (0.0, 0.0, 0);
        while (ready.TryPop(out var state))
        {
            visited++;
            all += paths[state];
            if (firstEdges[state] == firstEdges[state + 1]) complete += paths[state];
            for (var edge = firstEdges[state]; edge < firstEdges[state + 1]; edge++)
            {
                paths[edges[edge]] += paths[state];
                if (--missing[edges[edge]] == 0) ready.Push(edges[edge]);
            }
        }

        return visited == states ? (complete, all) : throw new InvalidOperationException("The moves of the model form a cycle.");
    }
}
