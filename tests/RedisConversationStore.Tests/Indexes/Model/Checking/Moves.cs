namespace Conversations.Tests.Indexes.Model.Checking;

/// <summary>The moves out of one state.</summary>
internal sealed class Moves<TState>
    where TState : unmanaged
{
    private readonly List<(string Process, string Command, TState Next)> moves = [];

    internal int Count => moves.Count;

    internal (string Process, string Command, TState Next) this[int index] => moves[index];

    /// <summary>The process whose moves are being added.</summary>
    internal string Process { get; set; } = "";

    internal void Add(string command, in TState next) => moves.Add((Process, command, next));

    internal void Clear() => moves.Clear();
}
