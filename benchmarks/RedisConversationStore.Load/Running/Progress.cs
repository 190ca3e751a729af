namespace Conversations.Redis.Load;

/// <summary>What is going on, on standard error: standard output is the result.</summary>
internal static class Progress
{
    internal static Task TellAsync(string what) => Console.Error.WriteLineAsync(what);
}
