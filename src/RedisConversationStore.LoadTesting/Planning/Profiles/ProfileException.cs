namespace Conversations.LoadTesting.Planning;

/// <summary>A profile makes no sense; the message says what is wrong with which value.</summary>
public sealed class ProfileException : Exception
{
    /// <summary>Reports a profile.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="inner">The parser's own error.</param>
    public ProfileException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
