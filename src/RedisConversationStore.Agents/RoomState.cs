using System.Text.Json.Serialization;

namespace Conversations.Agents;

/// <summary>What a session keeps of a conversation.</summary>
internal sealed record RoomState(string RoomId);

/// <summary>The JSON of the state, without reflection.</summary>
[JsonSerializable(typeof(RoomState))]
internal sealed partial class RoomStateJsonContext : JsonSerializerContext;
