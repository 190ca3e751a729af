namespace Conversations.Faults.Driving;

/// <summary>What a driver process runs.</summary>
public static class DriverHost
{
    /// <summary>The argument that makes this program a driver.</summary>
    public const string CommandName = "driver";

    /// <summary>Runs until the input ends, which it also does when the process that started this one dies.</summary>
    /// <param name="input">The settings in its first line; nothing behind it.</param>
    /// <param name="output">How many writes the store has acknowledged so far, a line each; the first line says that all callers run.</param>
    public static Task RunAsync(TextReader input, TextWriter output) => throw new NotImplementedException();
}
