namespace Conversations.LoadTesting.Planning;

/// <summary>A person or bot in users.json.</summary>
internal sealed record SlackUser(string? Id, string? Name, SlackProfile? Profile);

/// <summary>What a person is called.</summary>
internal sealed record SlackProfile(string? RealName, string? DisplayName);

/// <summary>A channel in channels.json, groups.json, mpims.json or dms.json; direct messages have no name, their folder is called by the id.</summary>
internal sealed record SlackChannel(string? Id, string? Name, long? Created, IReadOnlyList<string>? Members);

/// <summary>A message in a day's file.</summary>
internal sealed record SlackMessage(
    string? Type,
    string? Subtype,
    string? User,
    string? BotId,
    string? Username,
    string? Text,
    string? Ts,
    string? ThreadTs,
    SlackEdit? Edited,
    IReadOnlyList<SlackFile>? Files,
    IReadOnlyList<SlackReaction>? Reactions);

/// <summary>That a message was edited, and when.</summary>
internal sealed record SlackEdit(string? User, string? Ts);

/// <summary>A file that was shared; one that was deleted since has nothing but an id.</summary>
internal sealed record SlackFile(string? Id, string? Name, string? Mimetype, long? Size, string? UrlPrivate);

/// <summary>Who reacted with an emoji.</summary>
internal sealed record SlackReaction(string? Name, IReadOnlyList<string>? Users);
