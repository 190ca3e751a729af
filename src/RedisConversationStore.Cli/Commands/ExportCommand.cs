using System.CommandLine;
using Conversations.Cli.Output;
using Conversations.Cli.Stores;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore export ROOM</c> and <c>convstore export --all</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(GlobalOptions global)
    {
        var roomId = new Argument<string?>("ROOM") { Description = "The id of the room.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "All rooms." };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; it appears when it is complete. Default: standard output.", HelpName = "FILE" };
        var command = new Command("export", "Writes rooms and what is in them as a transcript (JSONL).") { roomId, all, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(roomId) is not null)) result.AddError("Say which room to export, or --all.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await StoreSession.OpenAsync(global.ExistingTarget(parsed), cancellationToken);
            var records = parsed.GetValue(roomId) is { } id ? await RoomAsync(session.Store, id, cancellationToken) : TranscriptExporter.ExportAllAsync(session.Store, cancellationToken);
            var path = parsed.GetValue(output);
            if (path is null or InputFile.Standard)
            {
                await using var stdout = new BufferedStream(Console.OpenStandardOutput());
                await WriteAsync(records, stdout, cancellationToken);
                return ExitCodes.Ok;
            }

            var report = await WriteFileAsync(records, path, cancellationToken);
            if (global.Json(parsed)) Console.WriteLine(JsonOutput.Write(report));
            else Console.WriteLine(TerminalText.Escape($"{report.Rooms} rooms, {report.Events} events, {report.Lines} lines written to {path}.", keepLineFeeds: false));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<IAsyncEnumerable<TranscriptRecord>> RoomAsync(IConversationStore store, string roomId, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.Rooms.ExistsAsync(roomId, cancellationToken)) return TranscriptExporter.ExportRoomAsync(store, roomId, cancellationToken);
        }
        catch (ArgumentException invalid)
        {
            throw new CliException(ExitCodes.BadInput, $"'{roomId}' cannot be the id of a room: {TerminalText.WithoutParameter(invalid.Message)}", invalid);
        }

        throw new CliException(ExitCodes.BadInput, $"There is no room '{roomId}'.");
    }

    /// <summary>Writes beside the file first, so that a file with its name is never half of an export.</summary>
    private static async Task<ExportReport> WriteFileAsync(IAsyncEnumerable<TranscriptRecord> records, string path, CancellationToken cancellationToken)
    {
        var partial = path + ".part";
        try
        {
            ExportReport report;
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024))
            {
                report = await WriteAsync(records, file, cancellationToken);
            }

            File.Move(partial, path, overwrite: true);
            return report;
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new CliException(ExitCodes.BadInput, $"There is no folder for the file '{path}'.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.BadInput, $"The file '{path}' cannot be written: {fault.Message}", fault);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    private static async Task<ExportReport> WriteAsync(IAsyncEnumerable<TranscriptRecord> records, Stream stream, CancellationToken cancellationToken)
    {
        using var writer = new TranscriptWriter(stream);
        long rooms = 0, events = 0;
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(record, cancellationToken);
            if (record.Kind == TranscriptKind.Room) rooms++;
            else if (record.Kind == TranscriptKind.Event) events++;
        }

        return new(rooms, events, writer.LineCount);
    }

    private sealed record ExportReport(long Rooms, long Events, long Lines);
}
