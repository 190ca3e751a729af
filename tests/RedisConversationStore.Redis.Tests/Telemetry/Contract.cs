using System.Reflection;
using System.Text.Json;

namespace Conversations.Redis.Tests.Telemetry;

/// <summary>What the operations of the contract must be called.</summary>
internal static class Contract
{
    /// <summary>The methods of the interfaces, each with the name of its operation.</summary>
    internal static IReadOnlyList<(MethodInfo Method, string Operation)> Methods { get; } =
    [
        .. typeof(IConversationStore).GetProperties()
            .Where(property => property.PropertyType.IsInterface)
            .SelectMany(property => property.PropertyType.GetMethods().Select(method => (method, $"{Snake(property.Name)}.{Snake(method.Name[..^"Async".Length])}"))),
    ];

    /// <summary>The constants of a class of names.</summary>
    internal static IEnumerable<string> ConstantsOf(Type names) => names.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    internal static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
