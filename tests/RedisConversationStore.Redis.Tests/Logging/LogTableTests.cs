using System.Reflection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Conversations.Redis.Tests.Logging;

/// <summary>The table of messages in the documentation, the public ids and the messages themselves are the same.</summary>
public sealed class LogTableTests
{
    private static readonly (int Id, string Name, LogLevel Level)[] Messages =
    [
        .. from type in typeof(LogEvents).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           orderby message.EventId
           select (message.EventId, method.Name, message.Level),
    ];

    [Fact]
    public void Every_message_is_documented_with_its_id_and_level() => Assert.Equal(Messages.Select(message => $"{message}"), Documented());

    [Fact]
    public void Every_message_has_a_public_id_of_its_name() =>
        Assert.Equal(
            Messages.Select(message => (message.Id, message.Name)),
            typeof(LogEvents).GetFields().Select(field => ((int)field.GetRawConstantValue()!, field.Name)).Order());

    [Fact]
    public void Ids_stay_what_they_are() =>
        Assert.Equal(
            "100 Connected, 101 ServerUnreachable, 102 ConnectionLost, 103 ConnectionRestored, 104 CredentialsRejected, 105 ServerDistrusted, 110 CallRepeated, 111 CallGivenUp, 120 ReplicasMissing, 121 ReplicasBack, 200 CorruptRecord, 201 CorruptRecordDeleted, 202 LayoutMismatch, 203 DeletionResumed, 204 StaleHintRemoved, 300 DoctorFinding, 301 DoctorRemark, 302 DoctorContent, 303 DoctorFailed",
            string.Join(", ", Messages.Select(message => $"{message.Id} {message.Name}")));

    private static IEnumerable<string> Documented()
    {
        foreach (var line in File.ReadLines(Repository.PathOf("docs/operating.md")).SkipWhile(line => line != "## Log messages").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length != 7 || !int.TryParse(cells[1], out var id)) continue;
            Assert.All(cells[1..6], Assert.NotEmpty);
            yield return $"{(id, cells[2].Trim('`'), Enum.Parse<LogLevel>(cells[3]))}";
        }
    }
}
