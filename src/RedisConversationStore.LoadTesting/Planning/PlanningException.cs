namespace Conversations.LoadTesting.Planning;

/// <summary>A server cannot be measured; the message says why.</summary>
public sealed class PlanningException : Exception
{
    /// <summary>Reports why.</summary>
    /// <param name="message">What is in the way.</param>
    /// <param name="inner">What the server or the client said.</param>
    public PlanningException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
