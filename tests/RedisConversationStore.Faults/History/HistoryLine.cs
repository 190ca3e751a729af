using System.Text.Json.Serialization;

namespace Conversations.Faults.History;

/// <summary>A line of a driver's record: exactly one of its members.</summary>
public sealed record HistoryLine
{
    /// <summary>The first line: the number of the driver.</summary>
    public int? Driver { get; init; }

    public CallStart? Start { get; init; }

    public CallEnd? End { get; init; }

    public Stall? Stall { get; init; }

    /// <summary>The last line of a driver that was not killed: when it had ended all its calls, or had given up on those without an end.</summary>
    public long? ClosedAt { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HistoryLine))]
internal sealed partial class HistoryJson : JsonSerializerContext;
