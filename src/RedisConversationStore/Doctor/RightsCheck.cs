using StackExchange.Redis;

namespace Conversations.Redis.Doctor;

/// <summary>Finds out what a server refuses the user by trying: every command of <see cref="RequiredCommands"/> once, in two round trips. Asking the server for the user's rules instead takes the rights of an administrator.</summary>
internal static class RightsCheck
{
    /// <summary>The commands refused, and whether keys of the prefix are.</summary>
    /// <param name="server">The server.</param>
    /// <param name="key">A key that it serves and nobody else uses.</param>
    /// <param name="waitsForReplicas">Whether writes wait for replicas.</param>
    internal static async Task<(List<string> Commands, bool Keys)> RunAsync(IServer server, RedisKey key, bool waitsForReplicas)
    {
        var refused = new List<string>();
        var refusesKeys = false;
        var first = await AnswerAsync(SendAsync(server, RequiredCommands.First, RequiredCommands.FirstArguments(key))).ConfigureAwait(false);
        Note(RequiredCommands.First, first);

        // Without it, commands that add would make keys that stay.
        if (first is not Answer.Taken) return (refused, refusesKeys);
        var sent = RequiredCommands.Rest(key, waitsForReplicas).Select(required => (required.Command, Answer: AnswerAsync(SendAsync(server, required.Command, required.Arguments)))).ToList();
        foreach (var (command, answer) in sent) Note(command, await answer.ConfigureAwait(false));
        return (refused, refusesKeys);

        void Note(string command, Answer answer)
        {
            if (answer == Answer.CommandRefused) refused.Add(command);
            refusesKeys |= answer == Answer.KeyRefused;
        }
    }

    private static Task<RedisResult> SendAsync(IServer server, string command, object[] arguments)
    {
        var words = command.ToUpperInvariant().Split('|');
        return server.ExecuteAsync(words[0], [.. words[1..], .. arguments]);
    }

    private static async Task<Answer> AnswerAsync(Task<RedisResult> reply)
    {
        try
        {
            await reply.ConfigureAwait(false);
            return Answer.Taken;
        }
        catch (RedisCommandException)
        {
            // The client was told not to send it.
            return Answer.CommandRefused;
        }
        catch (RedisServerException refusal)
        {
            var text = refusal.Message;
            if (text.StartsWith("ERR unknown command", StringComparison.Ordinal)) return Answer.CommandRefused;
            if (!text.StartsWith("NOPERM", StringComparison.Ordinal)) return Answer.RefusedOtherwise;
            return text.Contains("permissions to run", StringComparison.Ordinal) ? Answer.CommandRefused : Answer.KeyRefused;
        }
    }

    private enum Answer
    {
        Taken,
        CommandRefused,
        KeyRefused,

        /// <summary>By a server that would let the user: the type is wrong, the memory full, the server a replica.</summary>
        RefusedOtherwise,
    }
}
