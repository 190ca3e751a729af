using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Conversations.LoadTesting.Planning;

/// <summary>Profiles as JSON: one object, members named as the options of the command with underscores, all of them optional.</summary>
public static class ProfileFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>Reads a profile. Its values are judged when it is planned for, not here: options may still replace some.</summary>
    /// <param name="stream">The JSON.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="basis">What holds for members that the file leaves out.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ProfileException">The file is no JSON object, or has a member that a profile does not.</exception>
    public static async Task<CapacityProfile> ReadAsync(Stream stream, string name, CapacityProfile basis, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(basis);
        JsonObject members;
        try
        {
            members = await JsonNode.ParseAsync(stream, documentOptions: Lenient, cancellationToken: cancellationToken).ConfigureAwait(false) as JsonObject
                ?? throw new ProfileException($"{name} is not a JSON object.");
        }
        catch (JsonException invalid)
        {
            var where = invalid.LineNumber is { } line ? $", line {line + 1}" : "";
            throw new ProfileException($"{name}{where}: this is not JSON, or a member is there twice.", invalid);
        }

        var all = JsonSerializer.SerializeToNode(basis, Options)!.AsObject();
        foreach (var (member, value) in members) all[member] = value?.DeepClone();
        try
        {
            return all.Deserialize<CapacityProfile>(Options)!;
        }
        catch (JsonException invalid)
        {
            var member = invalid.Path is { Length: > 2 } path ? path[2..] : "?";
            throw new ProfileException(
                all.ContainsKey(member) && JsonSerializer.SerializeToNode(basis, Options)!.AsObject().ContainsKey(member)
                    ? $"{name}: {member} cannot be {members[member]?.ToJsonString() ?? "null"}."
                    : $"{name}: a profile has no member '{member}'.",
                invalid);
        }
    }
}
