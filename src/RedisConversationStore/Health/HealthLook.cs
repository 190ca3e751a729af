using System.Diagnostics;
using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.Redis.Health;

/// <summary>One look at a store: what was asked of whom, and how much time is left.</summary>
internal sealed class HealthLook(TimeSpan timeout, CancellationToken cancellationToken)
{
    private readonly long startedAt = Stopwatch.GetTimestamp();
    private readonly List<(IServer? Server, Task Answer)> questions = [];
    private IServer? current;

    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(startedAt);

    /// <summary>Whether the server that was waited for last is connected.</summary>
    internal bool IsConnected => current is { IsConnected: true };

    /// <summary>Notes what was asked.</summary>
    /// <param name="server">Whom; null for whoever has the key.</param>
    /// <param name="answer">What comes of it.</param>
    internal T Ask<T>(IServer? server, T answer)
        where T : Task
    {
        questions.Add((server, answer));
        return answer;
    }

    /// <summary>Waits for one answer.</summary>
    /// <exception cref="TimeoutException">The time is over.</exception>
    internal async Task<T> AnswerAsync<T>(Task<T> answer)
    {
        await AnswerAsync((Task)answer).ConfigureAwait(false);
        return await answer.ConfigureAwait(false);
    }

    /// <summary>Waits for one answer.</summary>
    /// <exception cref="TimeoutException">The time is over.</exception>
    internal Task AnswerAsync(Task answer)
    {
        current = questions.Find(question => question.Answer == answer).Server ?? current;
        var left = timeout - Elapsed;
        return answer.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Waits for all answers, in the order of the questions.</summary>
    /// <exception cref="TimeoutException">The time is over.</exception>
    internal async Task AnswersAsync()
    {
        foreach (var (_, answer) in questions) await AnswerAsync(answer).ConfigureAwait(false);
    }

    /// <summary>Nobody waits for what has not come.</summary>
    internal void Leave()
    {
        foreach (var (_, answer) in questions) Resilience.Leave(answer);
    }

    internal StoreHealth End(ConversationStoreException fault) => End(ReasonOf(fault), fault.Message);

    internal StoreHealth End(StoreHealthReason reason, string message) =>
        new(reason, message, Elapsed, current is null ? null : Connector.Describe(current.EndPoint));

    private static StoreHealthReason ReasonOf(ConversationStoreException fault) => fault switch
    {
        StoreUnavailableException unavailable => Enum.Parse<StoreHealthReason>(unavailable.Reason.ToString()),
        IncompatibleLayoutException => StoreHealthReason.IncompatibleLayout,
        _ => StoreHealthReason.Server,
    };
}
