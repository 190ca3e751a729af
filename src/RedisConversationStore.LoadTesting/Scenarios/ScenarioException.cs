namespace Conversations.LoadTesting;

/// <summary>A scenario that cannot be run; the message names the scenario, its member, and what is wrong with it.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Reports a wrong scenario.</summary>
    /// <param name="scenario">Its name or file.</param>
    /// <param name="problem">The member and what is wrong with it.</param>
    /// <param name="inner">The reader's own error.</param>
    public ScenarioException(string scenario, string problem, Exception? inner = null)
        : base($"The scenario '{scenario}' is not valid: {problem}", inner)
    {
    }
}
