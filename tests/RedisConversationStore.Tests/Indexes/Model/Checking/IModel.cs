namespace Conversations.Tests.Indexes.Model.Checking;

/// <summary>A protocol as a state machine: a shared store and some processes. One move is one command of one process, which the server executes atomically.</summary>
/// <typeparam name="TState">All of it: what the servers hold, and each process's position and local values. Compared by its bytes, so it has no padding.</typeparam>
/// <remarks>Moves must not form a cycle: what a process retries without end in the product, it retries a bounded number of times here.</remarks>
internal interface IModel<TState>
    where TState : unmanaged
{
    /// <summary>The states in which a run can begin.</summary>
    IEnumerable<TState> Starts { get; }

    /// <summary>Adds each command that some process may execute next.</summary>
    void AddMoves(in TState state, Moves<TState> moves);

    /// <summary>The promise that a state breaks; null when it keeps all of them.</summary>
    string? FindBrokenPromise(in TState state);
}
