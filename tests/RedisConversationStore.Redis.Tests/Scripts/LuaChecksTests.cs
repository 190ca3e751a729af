using Xunit;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>The checks of scripts themselves: each refuses what it is there for.</summary>
public sealed class LuaChecksTests
{
    private const string Header = """
        -- test/script: tests.
        --
        -- KEYS[1] room: hash, the room
        -- KEYS[2...] events: sorted set, events
        -- ARGV[1] id: string, the id
        -- ARGV[2...] rest: string, more
        --
        -- Returns nothing.
        -- @include write_fields

        """;

    private const string Good = """
        local key = KEYS[2]
        local found = redis.call('HGET', KEYS[1], ARGV[1])
        for i = 2, #ARGV do
          redis.call('ZREM', key, ARGV[i])
        end
        write_fields(KEYS[1], 2)
        return found
        """;

    [Theory]
    [InlineData(Good)]
    [InlineData("if ARGV[1] == '' then\n  -- @include whole_number\n  whole_number(ARGV[1])\nend\n" + Good)]
    public void Good_code_has_no_problems(string code) => Assert.Empty(Problems(code));

    [Theory]
    [InlineData("local x = fuond")]
    [InlineData("x = 1")]
    [InlineData("tonumber = 1")]
    [InlineData("function global() end")]
    [InlineData("if found then local inner = 1 end local x = inner")]
    [InlineData("for _, loop in ipairs(ARGV) do local a = loop end local x = loop")]
    [InlineData("local x = cjson.decode(found)")]
    [InlineData("local x = struct.pack('I8', 1)")]
    [InlineData("local x = bit.band(1, 1)")]
    [InlineData("local x = redis.pcall('HGET', KEYS[1], 'a')")]
    [InlineData("local x = redis.error_reply('no')")]
    [InlineData("local x = found.ok")]
    [InlineData("local x = table.unpack(ARGV)")]
    [InlineData("local x = tostring(1)")]
    [InlineData("goto done")]
    [InlineData("if found then")]
    [InlineData("if found then\n-- @include whole_number\nend\nlocal x = whole_number(found)")]
    [InlineData("local x = whole_number(found)\n-- @include whole_number")]
    public void Names_that_are_not_known_are_refused(string code) => Assert.NotEmpty(LuaScopes.Problems(Script(Good + "\n" + code)));

    [Theory]
    [InlineData("redis.call('HGET', 'conv:room', 'a')")]
    [InlineData("redis.call('HGET', KEYS[1] .. ':more', 'a')")]
    [InlineData("redis.call('HGET', ARGV[1], 'a')")]
    [InlineData("local other = ARGV[1]\nredis.call('HGET', other, 'a')")]
    [InlineData("local other = KEYS[1] .. 'x'\nredis.call('HGET', other, 'a')")]
    [InlineData("redis.call('UNLINK', KEYS[1], ARGV[1])")]
    [InlineData("redis.call('RENAME', KEYS[1], 'x')")]
    [InlineData("write_fields(ARGV[1], 2)")]
    [InlineData("local list = {}\nlist[1] = ARGV[1]\nfor _, item in ipairs(list) do\nredis.call('DEL', item)\nend")]
    [InlineData("redis.call('ZADD', KEYS[1], 0, 'a')")]
    [InlineData("redis.call('HGET', KEYS[3], 'a')")]
    [InlineData("redis.call('SPUBLISH', KEYS[1], 'a')")]
    [InlineData("redis.call('EVALSHA', KEYS[1], 'a')")]
    [InlineData("redis.call('KEYS', KEYS[1])")]
    [InlineData("redis.call(ARGV[1], KEYS[1])")]
    public void Keys_that_were_not_declared_and_commands_off_the_list_are_refused(string code) => Assert.NotEmpty(LuaKeys.Problems(Script(Good + "\n" + code)));

    [Fact]
    public void What_is_declared_and_not_used_is_refused()
    {
        Assert.NotEmpty(LuaParameters.Problems(Script(Good.Replace("ARGV[1]", "'a'", StringComparison.Ordinal))));
        Assert.NotEmpty(LuaParameters.Problems(Script(Good.Replace("KEYS[1]", "key", StringComparison.Ordinal))));
        Assert.NotEmpty(LuaParameters.Problems(Script(Good.Replace("KEYS[2]", "KEYS[1]", StringComparison.Ordinal))));
        Assert.NotEmpty(LuaParameters.Problems(Script(Good.Replace("= 2, #ARGV", "= 3, #ARGV", StringComparison.Ordinal).Replace(", 2)", ", 3)", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_is_used_and_not_declared_is_refused()
    {
        Assert.NotEmpty(LuaParameters.Problems(new("test/script", Header.Replace("-- ARGV[2...]", "-- ", StringComparison.Ordinal) + Good)));
        Assert.NotEmpty(LuaParameters.Problems(new("test/script", Header.Replace("KEYS[2...]", "KEYS[3]", StringComparison.Ordinal) + Good)));
    }

    [Theory]
    [InlineData("local x = 7 // 2")]
    [InlineData("local x = 1 << 2")]
    [InlineData("local x = 1 & 2")]
    [InlineData("local x = ~1")]
    [InlineData("local x = [[long]]")]
    [InlineData("local x = '\\x41'")]
    [InlineData("::label::")]
    public void What_Lua_5_1_does_not_read_is_refused(string code) => Assert.Throws<FormatException>(() => Script(code));

    [Theory]
    [InlineData("-- ARGV[1] Bad name: string")]
    [InlineData("-- KEYS[x] room: hash, the room")]
    [InlineData("-- Status ok")]
    [InlineData("-- @inclde write_fields")]
    public void Header_lines_that_cannot_be_read_are_reported(string line) => Assert.NotEmpty(new LuaScriptFile("test/script", "-- test/script: x.\n" + line + "\nreturn 1").Malformed);

    private static LuaScriptFile Script(string code) => new("test/script", Header + code);

    private static List<string> Problems(string code)
    {
        var file = Script(code);
        return [.. file.Malformed, .. LuaScopes.Problems(file), .. LuaKeys.Problems(file), .. LuaParameters.Problems(file)];
    }
}
