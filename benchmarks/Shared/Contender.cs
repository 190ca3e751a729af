namespace Conversations.Redis.Benchmarks;

/// <summary>One way to do the same work.</summary>
/// <param name="Name">Its name in the JSON.</param>
/// <param name="Description">What it does.</param>
/// <param name="RunAsync">Runs one round, from the same start as the others' rounds.</param>
internal sealed record Contender(string Name, string Description, Func<Task<Round>> RunAsync);
