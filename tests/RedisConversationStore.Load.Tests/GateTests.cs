using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Conversations.Redis.Load.Tests;

/// <summary>What each operation allocates and sends is what benchmarks/gates.json says. Measured in a process of its own: the other tests allocate, too.</summary>
public sealed partial class GateTests : IDisposable
{
    private static readonly Gate Some = new("events.add", 3_000, 2, 4);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conversations-gates-");

    private string GatesFile => Path.Combine(folder.FullName, "gates.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Operations_allocate_and_send_what_the_file_says()
    {
        SkipWhereNothingCanBeMeasured();
        var (exitCode, _, error) = await LoadProgram.RunAsync("gates");
        Assert.True(exitCode == 0, error);
    }

    [Fact]
    public async Task A_file_that_is_not_true_fails_until_it_is_updated()
    {
        SkipWhereNothingCanBeMeasured();
        string[] arguments = ["gates", "--only", "events.count", "--file", GatesFile];
        GateFile.Write(GatesFile, [Some, new("events.count", 1, 3, 0)]);

        var (exitCode, _, error) = await LoadProgram.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains("events.count: commands sent 1, in the file 3 (fewer)", error, StringComparison.Ordinal);
        Assert.Contains("events.count: bytes allocated", error, StringComparison.Ordinal);
        Assert.Contains("gates --update", error, StringComparison.Ordinal);

        var (updated, output, _) = await LoadProgram.RunAsync([.. arguments, "--update", "--json"]);
        Assert.Equal(0, updated);
        Assert.Equal(Some, GateFile.Read(GatesFile)[0]);
        Assert.Equal(0, (await LoadProgram.RunAsync(arguments)).ExitCode);
        using var line = JsonDocument.Parse(output.Split('\n')[0]);
        Assert.Equal(GateFile.Read(GatesFile)[1].Bytes, line.RootElement.GetProperty("bytes").GetInt64());
        Assert.True(line.RootElement.GetProperty("microseconds").GetDouble() > 0);
    }

    [Fact]
    public void Every_operation_of_the_contract_has_a_gate()
    {
        var operations = typeof(IConversationStore).GetProperties()
            .Where(aggregate => aggregate.PropertyType.IsInterface)
            .SelectMany(aggregate => aggregate.PropertyType.GetMethods().Select(method => $"{SnakeCase(aggregate.Name)}.{SnakeCase(method.Name[..^"Async".Length])}"))
            .Distinct();

        Assert.Equal(operations.Order(StringComparer.Ordinal), GatesCommand.Operations.Select(operation => operation.Name.Split('[')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(3_031, 2, 4, "events.add: bytes allocated 3,031, in the file 3,000 (more)")]
    [InlineData(2_969, 2, 4, "events.add: bytes allocated 2,969, in the file 3,000 (fewer)")]
    [InlineData(3_000, 3, 4, "events.add: commands sent 3, in the file 2 (more)")]
    [InlineData(3_000, 1.5, 4, "events.add: commands sent 1.5, in the file 2 (fewer)")]
    [InlineData(3_000, 2, 3, "events.add: commands in scripts 3, in the file 4 (fewer)")]
    public void More_and_fewer_differ(long bytes, double commands, double scriptCommands, string difference) =>
        Assert.Equal([difference], GateCheck.Differences([Some], [Some with { Bytes = bytes, Commands = commands, ScriptCommands = scriptCommands }], isWhole: true));

    [Theory]
    [InlineData(3_000, 3_030)]
    [InlineData(3_000, 2_970)]
    [InlineData(1_000, 1_024)]
    public void The_smallest_object_and_one_in_a_hundred_bytes_are_let_pass(long file, long measured) =>
        Assert.Empty(GateCheck.Differences([Some with { Bytes = file }], [Some with { Bytes = measured }], isWhole: true));

    [Fact]
    public void An_operation_that_is_new_and_one_that_is_gone_differ()
    {
        Assert.Equal(["events.add: not in the file", "events.sub: in the file, and no operation any more"], GateCheck.Differences([Some with { Name = "events.sub" }], [Some], isWhole: true));
        Assert.Empty(GateCheck.Differences([Some, Some with { Name = "events.get" }], [Some], isWhole: false));
    }

    [Fact]
    public void The_file_has_an_operation_a_line_in_order()
    {
        GateFile.Write(GatesFile, [Some, Some with { Name = "bindings.add", Commands = 5 }]);

        Assert.Equal(
            """
            [
              {"name":"bindings.add","bytes":3000,"commands":5,"script_commands":4},
              {"name":"events.add","bytes":3000,"commands":2,"script_commands":4}
            ]

            """,
            File.ReadAllText(GatesFile));
        Assert.Equal([Some with { Name = "bindings.add", Commands = 5 }, Some], GateFile.Read(GatesFile));
    }

    private static void SkipWhereNothingCanBeMeasured()
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        Assert.SkipUnless(GateProcess.IsOptimized, GateProcess.NotOptimized);
    }

    private static string SnakeCase(string name) => Word().Replace(name, "_$0").ToLower(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Word();
}
