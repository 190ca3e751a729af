using System.CommandLine;
using System.Globalization;
using Conversations.LoadTesting.Planning;

namespace Conversations.Cli.Commands;

/// <summary>The options of <c>convstore plan</c> that make a profile: each replaces what the file or the transcript says.</summary>
internal sealed class PlanOptions
{
    private readonly Option<FileInfo?> profile = new("--profile") { Description = "A profile as JSON, with the names of these options and underscores: {\"rooms\": 5000, \"peak_factor\": 8}.", HelpName = "FILE" };
    private readonly Option<string?> transcript = new("--transcript") { Description = "Your own traffic: a transcript (.jsonl), a Slack export (folder or .zip), a WhatsApp export (.txt or .zip). Sizes, kinds of events, people and the peak are taken from it.", HelpName = "PATH" };
    private readonly Option<double?> rooms = Number("--rooms", "Rooms that exist at the same time.");
    private readonly Option<double?> participants = Number("--participants", "People and agents in a room.");
    private readonly Option<double?> bindings = Number("--bindings", "Channels bound to a room.");
    private readonly Option<double?> eventsPerRoomPerDay = Number("--events-per-room-per-day", "Events a room has on a day, on average.");
    private readonly Option<double?> payloadBytes = Number("--payload-bytes", "Bytes of an event's text. Not with --transcript.");
    private readonly Option<double?> peakFactor = Number("--peak-factor", "How much busier the busiest moments are than the mean.");
    private readonly Option<double?> retentionDays = Number("--retention-days", "Days after which an event is removed.");
    private readonly Option<double?> replicas = Number("--replicas", "Processes of the bot.");
    private readonly Option<double?> readShare = Number("--read-share", "Of all operations, the share that reads; 0 to 0.999.");
    private readonly Option<double?> pageSize = Number("--page-size", "Events that a read brings.");
    private readonly Option<bool?> idempotencyKeys = new("--idempotency-keys") { Description = "Whether events carry idempotency keys.", HelpName = "true|false" };
    private readonly Option<double?> idempotencyHours = Number("--idempotency-hours", "Hours that idempotency keys live.");
    private readonly Option<bool?> locators = new("--locators") { Description = "Whether events can be found by their id alone.", HelpName = "true|false" };
    private readonly Option<double?> headroom = Number("--headroom", "The share of a shard that stays free at the peak; 0 to 0.9.");
    private readonly Option<double?> shardMemoryGib = Number("--shard-memory-gib", "Memory of a shard in GiB. Default: the server's maxmemory, or half of its machine.");
    private readonly Option<double?> networkMegabits = Number("--network-megabits", "What a shard's network carries.");

    public void AddTo(Command command)
    {
        Option[] all =
        [
            profile, transcript, rooms, participants, bindings, eventsPerRoomPerDay, payloadBytes, peakFactor, retentionDays, replicas,
            readShare, pageSize, idempotencyKeys, idempotencyHours, locators, headroom, shardMemoryGib, networkMegabits,
        ];
        foreach (var option in all) command.Add(option);
    }

    /// <summary>The user's own traffic, if it was given.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public async Task<TranscriptShape?> TranscriptAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(transcript) is not { } path) return null;
        if (string.IsNullOrWhiteSpace(path)) throw new CliException(ExitCodes.Usage, "--transcript needs a file or folder.");
        if (parsed.GetValue(payloadBytes) is not null) throw new CliException(ExitCodes.Usage, "--transcript and --payload-bytes both say how large events are; give one of them.");
        try
        {
            return TranscriptShape.Of(await ChatExport.ReadAsync(path, cancellationToken));
        }
        catch (ChatExportException malformed)
        {
            throw new CliException(ExitCodes.BadInput, malformed.Message, malformed);
        }
    }

    /// <summary>The profile: defaults, then what the transcript says, then the file, then the options.</summary>
    public async Task<CapacityProfile> ProfileAsync(ParseResult parsed, TranscriptShape? shape, CancellationToken cancellationToken)
    {
        var basis = shape?.ToProfile() ?? new();
        if (parsed.GetValue(profile) is { } file)
        {
            await using var stream = InputFile.Open(file.FullName);
            basis = await ProfileFile.ReadAsync(stream, file.Name, basis, cancellationToken);
        }

        return basis with
        {
            Rooms = Whole(parsed, rooms) ?? basis.Rooms,
            Participants = (int?)Whole(parsed, participants) ?? basis.Participants,
            Bindings = (int?)Whole(parsed, bindings) ?? basis.Bindings,
            EventsPerRoomPerDay = parsed.GetValue(eventsPerRoomPerDay) ?? basis.EventsPerRoomPerDay,
            PayloadBytes = (int?)Whole(parsed, payloadBytes) ?? basis.PayloadBytes,
            PeakFactor = parsed.GetValue(peakFactor) ?? basis.PeakFactor,
            RetentionDays = (int?)Whole(parsed, retentionDays) ?? basis.RetentionDays,
            Replicas = (int?)Whole(parsed, replicas) ?? basis.Replicas,
            ReadShare = parsed.GetValue(readShare) ?? basis.ReadShare,
            PageSize = (int?)Whole(parsed, pageSize) ?? basis.PageSize,
            IdempotencyKeys = parsed.GetValue(idempotencyKeys) ?? basis.IdempotencyKeys,
            IdempotencyHours = parsed.GetValue(idempotencyHours) ?? basis.IdempotencyHours,
            Locators = parsed.GetValue(locators) ?? basis.Locators,
            Headroom = parsed.GetValue(headroom) ?? basis.Headroom,
            ShardMemoryGib = parsed.GetValue(shardMemoryGib) ?? basis.ShardMemoryGib,
            NetworkMegabits = parsed.GetValue(networkMegabits) ?? basis.NetworkMegabits,
        };
    }

    // Whether the number makes sense in a profile, the profile says, wherever it came from.
    private static Option<double?> Number(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)) return value;
            result.AddError($"{name} takes a number.");
            return null;
        },
    };

    private static long? Whole(ParseResult parsed, Option<double?> option) =>
        parsed.GetValue(option) is not { } value ? null
        : value == Math.Truncate(value) && Math.Abs(value) <= int.MaxValue ? (long)value
        : throw new CliException(ExitCodes.Usage, $"{option.Name} takes a whole number.");
}
