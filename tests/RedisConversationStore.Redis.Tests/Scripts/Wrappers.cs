using System.Reflection;
using System.Text.RegularExpressions;
using Conversations.Redis.Scripts;

namespace Conversations.Redis.Tests.Scripts;

/// <summary>The typed wrappers of scripts, found by reflection.</summary>
internal static partial class Wrappers
{
    private static readonly Type[] Types =
        [.. typeof(Script).Assembly.GetTypes().Where(type => type.Namespace == typeof(Script).Namespace)];

    /// <summary>All of them, with the field that holds each.</summary>
    internal static IReadOnlyList<(FieldInfo Field, Script Script)> All { get; } =
    [
        .. from type in Types
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           where field.FieldType == typeof(Script)
           select (field, (Script)field.GetValue(null)!),
    ];

    /// <summary>The status enums, by the name of the script they belong to: <c>PutStatus</c> beside the field <c>Put</c>.</summary>
    internal static IEnumerable<(string Script, Type Status)> StatusEnums() =>
        from status in Types
        where status.IsEnum && status.Name.EndsWith("Status", StringComparison.Ordinal)
        let owner = All.SingleOrDefault(wrapper => wrapper.Field.DeclaringType == status.DeclaringType && wrapper.Field.Name + "Status" == status.Name)
        select (owner.Script?.Name ?? "", status);

    /// <summary>The members of an enum as a header lists codes.</summary>
    internal static string[] Codes(Type enumeration) =>
        [.. Enum.GetValues(enumeration).Cast<object>().Select(value => $"{Convert.ToInt32(value, null)} {Snake(value.ToString()!)}")];

    /// <summary>The constants of a type as a header lists codes.</summary>
    internal static string[] Constants(Type type) =>
    [
        .. type.GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral && !field.IsPrivate)
            .Select(field => $"{field.GetRawConstantValue()} {Snake(field.Name)}")
            .Order(StringComparer.Ordinal),
    ];

    private static string Snake(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
