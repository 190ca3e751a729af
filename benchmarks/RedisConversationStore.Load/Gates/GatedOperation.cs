namespace Conversations.Redis.Load;

/// <summary>An operation that has a gate.</summary>
/// <param name="Name">Its name, and in brackets what is special about the call.</param>
/// <param name="PrepareAsync">Writes what the calls find, and makes what they take beforehand. What it answers makes call number i.</param>
internal sealed record GatedOperation(string Name, Func<GateStage, Task<Func<int, Task>>> PrepareAsync)
{
    /// <summary>An operation whose preparation writes nothing.</summary>
    internal static GatedOperation Of(string name, Func<GateStage, Func<int, Task>> prepare) => new(name, stage => Task.FromResult(prepare(stage)));
}
