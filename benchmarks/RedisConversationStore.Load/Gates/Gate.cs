using System.Text.Json.Serialization;

namespace Conversations.Redis.Load;

/// <summary>What a call of an operation takes.</summary>
/// <param name="Name">The operation, and in brackets what is special about the call.</param>
/// <param name="Bytes">What it allocates in the client.</param>
/// <param name="Commands">How many commands it sends; a script is one.</param>
/// <param name="ScriptCommands">How many commands the scripts among them run inside.</param>
internal sealed record Gate(string Name, long Bytes, double Commands, double ScriptCommands);

/// <summary>How gates are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Gate[]))]
internal sealed partial class GateJson : JsonSerializerContext;
