using System.IO.Compression;
using Conversations.Cli.Tests.EndToEnd;

namespace Conversations.Cli.Tests.Planning;

/// <summary>A small export of a Slack workspace, as Slack writes it: with members that we do not read.</summary>
internal sealed class SlackFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SlackFolder()
    {
        Write("users.json", """
            [
              {"id": "U1", "team_id": "T1", "name": "ada", "deleted": false, "profile": {"real_name": "Ada Lovelace", "display_name": "Ada", "image_24": "https://x/1.png"}},
              {"id": "U2", "name": "ben", "profile": {"real_name": "Ben King", "display_name": ""}},
              {"id": "U3", "name": "cy", "profile": {}}
            ]
            """);
        Write("channels.json", """
            [
              {"id": "C1", "name": "general", "created": 1673000000, "creator": "U1", "is_archived": false, "members": ["U1", "U2", "U3"], "topic": {"value": "", "creator": "", "last_set": 0}},
              {"id": "C2", "name": "random", "created": 1673000001, "members": []}
            ]
            """);
        Write("dms.json", """[{"id": "D1", "created": 1673000002, "members": ["U1", "U2"]}]""");
        Write("integration_logs.json", "[]");
        Write("general/2023-01-15.json", """
            [
              {"type": "message", "subtype": "channel_join", "ts": "1673769500.000000", "user": "U3", "text": "<@U3> has joined the channel"},
              {"client_msg_id": "x", "type": "message", "text": "Good morning", "user": "U1", "ts": "1673769600.000100", "team": "T1", "blocks": [{"type": "rich_text"}],
               "reactions": [{"name": "wave", "users": ["U2", "U3"], "count": 2}]},
              {"type": "message", "text": "Who has cake?", "user": "U2", "ts": "1673769700.000200", "thread_ts": "1673769700.000200", "reply_count": 2, "replies": [{"user": "U1", "ts": "1673769800.000300"}]},
              {"type": "message", "text": "I do", "user": "U1", "ts": "1673769800.000300", "thread_ts": "1673769700.000200", "parent_user_id": "U2"},
              {"type": "message", "subtype": "bot_message", "text": "Build passed", "bot_id": "B9", "username": "ci", "ts": "1673769900.000400"},
              {"type": "message", "text": "five", "user": "U1", "ts": "1673770000.000500", "edited": {"user": "U1", "ts": "1673770001.000000"}},
              {"type": "message", "text": "see this", "user": "U1", "ts": "1673770100.000600", "upload": true,
               "files": [{"id": "F1", "name": "plan.pdf", "mimetype": "application/pdf", "size": 1234, "url_private": "https://files.slack.com/plan.pdf"}]},
              {"type": "message", "text": "", "user": "U1", "ts": "1673770200.000700", "files": [{"id": "F2", "mode": "tombstone"}]}
            ]
            """);
        Write("general/2023-01-16.json", """
            [{"type": "message", "text": "me too", "user": "U3", "ts": "1673856000.000100", "thread_ts": "1673769700.000200"}]
            """);
        Write("D1/2023-01-15.json", """
            [{"type": "message", "text": "psst", "user": "U2", "ts": "1673769601.000100"}]
            """);
    }

    public string Path => System.IO.Path.Combine(folder.Path, "export");

    public void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The same as a zip.</summary>
    /// <param name="inside">The folder within the zip, with a slash, or nothing.</param>
    public string Zip(string inside)
    {
        var path = folder.File("export.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)) zip.CreateEntryFromFile(file, inside + System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'));
        return path;
    }

    public void Dispose() => folder.Dispose();
}
