namespace Conversations.LoadTesting;

/// <summary>Decides when operations begin. Shared by all callers of a process.</summary>
internal interface ILoop
{
    /// <summary>When the measured time begins, as a timestamp of the loop's clock.</summary>
    long MeasuredFrom { get; }

    /// <summary>When no operation is due any more.</summary>
    long End { get; }

    /// <summary>Waits until the caller's next operation is to begin.</summary>
    /// <returns>Null when the load is over.</returns>
    ValueTask<Turn?> NextAsync(CancellationToken cancellationToken);

    /// <summary>How many operations are due and not begun.</summary>
    long Backlog { get; }

    /// <summary>The callers were given up: takes an operation that was due and never begun.</summary>
    /// <returns>Null when there is no other.</returns>
    Turn? TakeOverdue();
}
