using System.Collections;
using System.Reflection;
using System.Text;
using Conversations.Conformance;
using Conversations.Serialization;
using Xunit;

namespace Conversations.Redis.Tests.Golden;

/// <summary>Names and numbers that stand in stored data are frozen: keys, the buckets of locators, fields of rooms, fields of records.</summary>
public sealed class GoldenNamesTests
{
    private const string Folder = "tests/RedisConversationStore.Redis.Tests/Golden/";

    [Fact]
    public void Keys()
    {
        var keys = new KeySpace("conv");
        var text = new StringBuilder();
        foreach (var id in (string[])["plain", "x}:events", "%{}: 👍"])
        {
            var room = keys.Room(id);
            string[] names =
            [
                .. room.All.Concat([room.Deleted, room.Idempotency(id), room.OfDeleted("token").Room]).Select(key => key.ToString()),
                $"{keys.EventLocator(id)}", $"{keys.TaskLocator(id)}", $"{keys.Rooms(null, null)}", $"{keys.Rooms(null, id)}", $"{keys.Rooms(id, null)}", $"{keys.Rooms(id, id)}",
                $"{keys.ChannelRooms(id)}", $"{keys.ParticipantRooms(id)}", $"{keys.Identity(id)}", $"{keys.Address(null, id, id)}", $"{keys.Address(id, id, id)}",
            ];
            text.Append('[').Append(Printable(id)).Append("]\n");
            foreach (var name in names) text.Append(Printable(name)).Append('\n');
        }

        text.Append("[others]\n");
        foreach (var id in Samples.HostileIds.Where(id => id.Length < 100)) text.Append(Printable($"{keys.Room(id).Room} {keys.EventLocator(id)}")).Append('\n');
        GoldenFile.Matches(Folder + "keys.txt", text.ToString());
    }

    [Fact]
    public void Fields_of_rooms()
    {
        var constants = typeof(RoomFields).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(field => field.IsLiteral).Select(field => $"{field.GetRawConstantValue()}\n");

        GoldenFile.Matches(Folder + "room-fields.txt", string.Concat(constants));
    }

    [Fact]
    public void Fields_of_records()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(Room).Assembly.GetTypes().Where(IsRecord).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            var table = (FieldTable)type.GetField("Table", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
            text.Append($"[{type.Name}]\n");
            foreach (var (name, number) in Numbers(table).OrderBy(field => field.Number))
            {
                Assert.Equal(number, table.NumberOf(name));
                Assert.True(table.Knows(number));
                text.Append($"{number} {name}\n");
            }
        }

        GoldenFile.Matches(Folder + "record-fields.txt", text.ToString());
    }

    private static bool IsRecord(Type type) =>
        !type.IsInterface && Array.Exists(type.GetInterfaces(), contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRecord<>) && contract.GenericTypeArguments[0] == type);

    private static List<(string Name, int Number)> Numbers(FieldTable table)
    {
        var numbers = (IDictionary)typeof(FieldTable).GetField("numbers", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(table)!;
        var fields = new List<(string, int)>();
        foreach (DictionaryEntry field in numbers) fields.Add(((string)field.Key, (int)field.Value!));
        return fields;
    }

    private static string Printable(string text) =>
        string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character.ToString() : $"\\u{(int)character:x4}"));
}
