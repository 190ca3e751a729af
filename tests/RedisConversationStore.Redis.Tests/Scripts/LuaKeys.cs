using System.Globalization;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>Checks that a script touches only keys it was given: on a cluster anything else fails, and the dev server would not lock it.</summary>
internal sealed class LuaKeys
{
    // Commands by the type of key they work on. What is not here must not be used.
    private static readonly Dictionary<string, string> Commands = new()
    {
        ["HGET"] = "hash", ["HSET"] = "hash", ["HSETNX"] = "hash", ["HMGET"] = "hash", ["HDEL"] = "hash", ["HEXISTS"] = "hash", ["HKEYS"] = "hash", ["HVALS"] = "hash", ["HGETALL"] = "hash", ["HLEN"] = "hash",
        ["ZADD"] = "sorted set", ["ZREM"] = "sorted set", ["ZCARD"] = "sorted set", ["ZSCORE"] = "sorted set", ["ZCOUNT"] = "sorted set", ["ZLEXCOUNT"] = "sorted set", ["ZRANGE"] = "sorted set", ["ZREVRANGE"] = "sorted set",
        ["ZRANGEBYSCORE"] = "sorted set", ["ZREVRANGEBYSCORE"] = "sorted set", ["ZREMRANGEBYSCORE"] = "sorted set", ["ZRANGEBYLEX"] = "sorted set", ["ZREVRANGEBYLEX"] = "sorted set",
        ["GET"] = "string", ["MGET"] = "string", ["SET"] = "string",
        ["SADD"] = "set", ["SMEMBERS"] = "set", ["SISMEMBER"] = "set",
        ["EXISTS"] = "any type", ["DEL"] = "any type", ["UNLINK"] = "any type", ["RENAME"] = "any type", ["EXPIRE"] = "any type", ["PERSIST"] = "any type",
        ["TIME"] = "no key",
    };

    // All arguments are keys; of the other commands the first is.
    private static readonly HashSet<string> OfKeysOnly = ["EXISTS", "DEL", "UNLINK", "RENAME", "MGET"];

    private readonly LuaScriptFile file;
    private readonly IReadOnlyDictionary<string, HashSet<int>> keyParameters;
    private readonly List<string> problems = [];

    private LuaKeys(LuaScriptFile file, IReadOnlyDictionary<string, HashSet<int>> keyParameters)
    {
        this.file = file;
        this.keyParameters = keyParameters;
    }

    internal static List<string> Problems(LuaScriptFile file)
    {
        var check = new LuaKeys(file, KeyParametersOfIncludes());
        foreach (var call in LuaCalls.Of(file.Tokens)) check.Check(call);
        return check.problems;
    }

    /// <summary>Which parameters of the functions in <c>lua/include</c> are keys: those they give to a command as its key.</summary>
    private static Dictionary<string, HashSet<int>> KeyParametersOfIncludes()
    {
        var keys = new Dictionary<string, HashSet<int>>();
        foreach (var file in LuaScriptFile.Includes.Values)
        {
            foreach (var function in LuaCalls.Functions(file.Tokens))
            {
                var used = LuaCalls.Of(file.Tokens).SelectMany(KeysOf).Where(key => key.Count == 1).Select(key => function.Parameters.IndexOf(key[0].Text));
                keys[function.Name] = [.. used.Where(position => position >= 0)];
            }
        }

        return keys;
    }

    private static IEnumerable<List<LuaToken>> KeysOf(LuaCall call)
    {
        if (call.Function != "call" || call.Arguments.Count < 2) return [];
        return OfKeysOnly.Contains(call.Arguments[0][0].Text) ? call.Arguments.Skip(1) : call.Arguments.Skip(1).Take(1);
    }

    private void Check(LuaCall call)
    {
        if (call.Function == "call")
        {
            var command = call.Arguments[0];
            if (command.Count != 1 || command[0].Kind != LuaTokenKind.Text) Report(call, "the command is not a literal");
            else if (!Commands.TryGetValue(command[0].Text, out var type)) Report(call, $"{command[0].Text} is not on the list of commands");
            else foreach (var key in KeysOf(call)) CheckKey(call, key, type);
        }
        else if (keyParameters.TryGetValue(call.Function, out var positions))
        {
            foreach (var position in positions) CheckKey(call, call.Arguments[position], type: null);
        }
    }

    private void CheckKey(LuaCall call, List<LuaToken> key, string? type)
    {
        if (!IsKey(key, [])) Report(call, $"'{string.Concat(key.Select(token => token.Text))}' is no declared key");
        if (type is null or "any type" || DeclaredType(key) is not { } declared || declared == "any type") return;
        if (declared != type) Report(call, $"{key[0].Text}[{key[2].Text}] is declared as {declared}");
    }

    private string? DeclaredType(List<LuaToken> key)
    {
        if (key.Count != 4 || key[2].Kind != LuaTokenKind.Number) return null;
        var index = int.Parse(key[2].Text, CultureInfo.InvariantCulture);
        return file.Keys.Find(declared => declared.Index == index || (declared.IsRepeated && index > declared.Index))?.Type;
    }

    // KEYS[…], some of KEYS, a name that is given nothing but keys, or a parameter, whose callers are checked in turn.
    private bool IsKey(List<LuaToken> expression, HashSet<string> asking)
    {
        if (expression.Count > 3 && expression[0].Is("KEYS") && expression[1].Is("[")) return expression.FindIndex(token => token.Is("]")) == expression.Count - 1;
        if (expression.Count > 3 && expression[0].Is("unpack") && expression[2].Is("KEYS")) return true;
        if (expression.Count != 1 || !expression[0].IsName) return false;
        var name = expression[0].Text;
        if (!asking.Add(name)) return true;
        if (LuaCalls.TableOfLoop(name, file.Tokens) is { } table) return HoldsKeys(table, asking);
        var assignments = LuaCalls.AssignmentsTo(name, file.Tokens).FindAll(assignment => !assignment.IsElement);
        if (assignments.Count == 0) return file.Folder == "include" && LuaCalls.Functions(file.Tokens).Exists(function => function.Parameters.Contains(name));
        return assignments.TrueForAll(assignment => (assignment.Value.Count == 1 && assignment.Value[0].Is("nil")) || IsKey(assignment.Value, asking));
    }

    private bool HoldsKeys(string table, HashSet<string> asking)
    {
        var elements = LuaCalls.AssignmentsTo(table, file.Tokens).FindAll(assignment => assignment.IsElement);
        return elements.Count > 0 && elements.TrueForAll(element => IsKey(element.Value, asking));
    }

    private void Report(LuaCall call, string what) => problems.Add($"line {call.Line}: {what}");
}
