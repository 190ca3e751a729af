using System.Text.RegularExpressions;
using Conversations.Redis.Scripts;
using Xunit;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>The header of a script is its contract: held here against the code below it, and against the typed wrapper that calls it.</summary>
public sealed partial class ScriptContractTests
{
    // AddEventsReply reads both; of an event that it committed, add says only the index.
    private static readonly string[] AddingScripts = ["events/add", "events/add_many"];

    public static TheoryData<string> Names => [.. LuaScriptFile.All.Select(file => file.Name)];

    public static TheoryData<string> NamesWithIncludes => [.. LuaScriptFile.All.Concat(LuaScriptFile.Includes.Values).Select(file => file.Name)];

    [Fact]
    public void Every_script_has_one_wrapper_and_every_wrapper_a_script() =>
        Assert.Equal(LuaScriptFile.All.Select(file => file.Name), Wrappers.All.Select(wrapper => wrapper.Script.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Header_says_what_the_wrapper_passes(string name)
    {
        var file = Find(name);
        var script = Wrappers.All.Single(wrapper => wrapper.Script.Name == name).Script;

        Assert.Equal(file.Keys.Select(key => key.WrapperName), script.Keys);
        Assert.Equal(file.Arguments.Select(argument => argument.WrapperName), script.Arguments);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Header_is_complete(string name)
    {
        var file = Find(name);

        Assert.Empty(file.Malformed);
        Assert.NotEmpty(file.Purpose);
        Assert.NotEmpty(file.Returns);
        Assert.NotEmpty(file.Keys);
        Assert.All(file.Keys, key => Assert.Contains(key.Type, (string[])["hash", "sorted set", "string", "set", "any type"]));
        Assert.Equal(Enumerable.Range(0, file.Statuses.Count), file.Statuses.Select(status => status.Number));
    }

    [Theory]
    [MemberData(nameof(NamesWithIncludes))]
    public void Code_knows_every_name_it_uses(string name) =>
        Assert.Empty(LuaScopes.Problems(Find(name)));

    [Theory]
    [MemberData(nameof(NamesWithIncludes))]
    public void Code_touches_declared_keys_only_by_commands_on_the_list(string name) =>
        Assert.Empty(LuaKeys.Problems(Find(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Code_uses_what_the_header_declares_and_nothing_else(string name) =>
        Assert.Empty(LuaParameters.Problems(Find(name)));

    // Lua 5.4 prints a whole double as 1.0. %.0f is the same everywhere, and so is %d, of whole numbers: of others Lua 5.4 refuses it.
    [Theory]
    [MemberData(nameof(NamesWithIncludes))]
    public void Code_formats_numbers_alike_on_all_servers(string name)
    {
        var formats = LuaCalls.Of(Find(name).Tokens).Where(call => call.Function == "format").Select(call => Assert.Single(call.Arguments[0]).Text);

        Assert.All(formats, format => Assert.Matches(PortableFormat(), format));
    }

    [Fact]
    public void Includes_exist_and_are_used_and_do_not_include_each_other()
    {
        Assert.All(LuaScriptFile.Includes.Values, include => Assert.Empty(include.IncludeNames));
        var used = LuaScriptFile.All.SelectMany(file => file.IncludeNames).ToHashSet();
        Assert.Equal(LuaScriptFile.Includes.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Code_calls_a_function_of_everything_it_includes(string name)
    {
        var file = Find(name);
        var called = LuaCalls.Of(file.Tokens).Select(call => call.Function).ToHashSet();

        Assert.All(file.IncludeNames, include => Assert.Contains(FunctionsOf(include), called.Contains));
        Assert.Equal(file.IncludeNames.Distinct(), file.IncludeNames);
    }

    [Fact]
    public void No_included_function_is_without_a_caller()
    {
        var called = LuaScriptFile.All.Concat(LuaScriptFile.Includes.Values).SelectMany(file => LuaCalls.Of(file.Tokens)).Select(call => call.Function).ToHashSet();

        Assert.All(LuaScriptFile.Includes.Keys.SelectMany(FunctionsOf), function => Assert.Contains(function, called));
    }

    [Fact]
    public void Status_enums_say_what_the_headers_say()
    {
        foreach (var (script, status) in Wrappers.StatusEnums())
        {
            Assert.True(script.Length > 0, $"{status} belongs to no script.");
            Assert.Equal(Codes(Find(script).Statuses), Wrappers.Codes(status));
        }

        Assert.All(AddingScripts, script => Assert.Equal(Wrappers.Constants(typeof(AddEventsReply)), Codes(Find(script).Statuses)));
        Assert.Equal(Codes(Find("events/add_many").Outcomes), Wrappers.Codes(typeof(AddedOutcome)));
        Assert.Equal(Codes(Find("events/add").Outcomes), Wrappers.Codes(typeof(AddedOutcome)).Skip(1));
    }

    [Fact]
    public void Every_script_with_statuses_has_names_for_them()
    {
        var withNames = Wrappers.StatusEnums().Select(pair => pair.Script).Concat(AddingScripts);

        Assert.Equal(LuaScriptFile.All.Where(file => file.Statuses.Count > 0).Select(file => file.Name), withNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Package_contains_every_file_under_its_name()
    {
        var resources = typeof(Script).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("lua/", StringComparison.Ordinal));

        Assert.Equal(
            LuaScriptFile.All.Concat(LuaScriptFile.Includes.Values).Select(file => $"lua/{file.Name}.lua").Order(StringComparer.Ordinal),
            resources.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_sent_is_the_file_with_its_includes_and_without_comments(string name)
    {
        Assert.Equal(Find(name).Expanded.Select(token => token.Text), LuaLexer.Read(name, ScriptSource.Load(name)).Select(token => token.Text));
        Assert.DoesNotContain("--", ScriptSource.Load(name), StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_is_made_of_the_headers() => GoldenFile.Matches("lua/README.md", LuaReadme.Create());

    private static LuaScriptFile Find(string name) =>
        LuaScriptFile.All.Concat(LuaScriptFile.Includes.Values).Single(file => file.Name == name);

    private static IEnumerable<string> FunctionsOf(string include) =>
        LuaCalls.Functions(LuaScriptFile.Includes[include].Tokens).Select(function => function.Name);

    private static IEnumerable<string> Codes(List<LuaCode> codes) => codes.Select(code => $"{code.Number} {code.Name}");

    [GeneratedRegex(@"^%((0\d+)?\.0f|d)$")]
    private static partial Regex PortableFormat();
}
