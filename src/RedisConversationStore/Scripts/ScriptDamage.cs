using System.Globalization;
using StackExchange.Redis;

namespace Conversations.Redis.Scripts;

/// <summary>What a script answers when it meets damage: <c>CORRUPT</c>, the number of the key in KEYS and what is wrong there, see <c>lua/include/corrupt.lua</c>.</summary>
internal static class ScriptDamage
{
    private const string Code = "CORRUPT ";

    /// <summary>The damage a script reports; null for any other error.</summary>
    /// <param name="error">The error reply.</param>
    /// <param name="keys">The keys the script was given.</param>
    internal static CorruptRecordException? Translate(RedisServerException error, RedisKey[] keys)
    {
        if (!error.Message.StartsWith(Code, StringComparison.Ordinal)) return null;
        var words = error.Message.Split(' ', 3);
        return words.Length == 3 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= keys.Length
            ? new(keys[number - 1].ToString(), null, words[2] + ".", error)
            : null;
    }
}
