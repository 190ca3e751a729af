namespace Conversations;

/// <summary>An enum over wire strings that stays open: replicas of two versions share one store, so a value that this version does not know must be readable and survive being written back.</summary>
/// <typeparam name="TSelf">The enum itself.</typeparam>
public interface IOpenEnum<TSelf> : IEquatable<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The wire string. <c>default</c> of an enum with a default value in the contract is that value.</summary>
    string Value { get; }

    /// <summary>A value by its wire string.</summary>
    /// <param name="value">The wire string, known to this version or not.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    static abstract TSelf Create(string value);
}

internal static class OpenEnum
{
    internal static string Checked(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return value;
    }
}
