namespace Conversations.Redis.Benchmarks;

/// <summary>One way to do the same work.</summary>
/// <param name="Name">Its column in the table and its name in the JSON.</param>
/// <param name="Description">What it does.</param>
/// <param name="CallAsync">Does operation number i.</param>
internal sealed record Contender(string Name, string Description, Func<int, Task> CallAsync);
