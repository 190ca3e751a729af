namespace Conversations.LoadTesting;

/// <summary>Told how far a run is. Calls may come from any thread, one at a time.</summary>
public interface ILoadProgress
{
    /// <summary>Something begins or has happened.</summary>
    /// <param name="what">In words.</param>
    void Say(string what);

    /// <summary>Rooms are made before the load begins.</summary>
    /// <param name="ready">How many are.</param>
    /// <param name="all">How many there will be.</param>
    void Prepared(int ready, int all);

    /// <summary>A second of the load has gone by.</summary>
    /// <param name="second">What happened in it, over all processes; a number below 0 is a second of the warm-up, of which only the backlog is told.</param>
    void Second(LoadSecond second);
}
