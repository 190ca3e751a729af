namespace Conversations.Redis.Load;

/// <summary>One comparison of the store with what limits it or could be used instead.</summary>
internal interface ILimit
{
    /// <summary>What <c>--only</c> calls it: the name of its first figure.</summary>
    string Name { get; }

    /// <summary>Measures it on servers of its own; usually one figure.</summary>
    IAsyncEnumerable<Figure> MeasureAsync(LimitSetup setup);
}
