namespace Conversations.Redis.Tests.Properties;

/// <summary>One call of a conversation store, to be made on any number of stores.</summary>
/// <param name="Name">The interface and method, such as <c>Events.AddAsync</c>.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Call">Makes the call.</param>
public sealed record Operation(string Name, IReadOnlyList<object?> Arguments, Func<IConversationStore, Task<object?>> Call)
{
    /// <summary>How far the clock moves before the call.</summary>
    public TimeSpan Tick { get; init; }

    /// <summary>Makes the call and takes whatever comes of it.</summary>
    public async Task<Outcome> RunAsync(IConversationStore store)
    {
        try
        {
            return Outcome.Of(await Call(store));
        }
        catch (Exception failure) when (failure is ConversationStoreException and not StoreUnavailableException or ArgumentException)
        {
            return Outcome.Of(failure);
        }
    }

    public override string ToString() => $"{Name}({string.Join(", ", Arguments.Select(argument => Text.Cut(Text.Of(argument))))}){(Tick > TimeSpan.Zero ? $" after {Tick}" : "")}";

    /// <summary>An operation with a result.</summary>
    internal static Operation Of<T>(string name, Func<IConversationStore, Task<T>> call, params ReadOnlySpan<object?> arguments) =>
        new(name, arguments.ToArray(), async store => await call(store));
}
