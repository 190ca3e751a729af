using Conversations.Redis;
using Conversations.Redis.Connection;
using StackExchange.Redis;

namespace Conversations.LoadTesting.Planning;

/// <summary>Plans the capacity for a profile: fills rooms of its shape on a server, measures what they take and what operations cost, says what follows for the whole profile, and checks what it said against the load it ran.</summary>
/// <remarks>Writes at most some 150 MiB under key prefixes of its own, and removes them at the end, however it ends.</remarks>
public static class CapacityPlanner
{
    private const int CalibrationRooms = 64;

    // The client takes INFO for a command of administrators.
    private const string AskForInfo = ",allowAdmin=true";

    private const long MostWritten = 150L << 20;

    /// <summary>Judges a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ProfileException">It makes no sense.</exception>
    public static void Validate(CapacityProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ProfileRules.Validate(profile);
    }

    /// <summary>Judges a connection string, without connecting.</summary>
    /// <param name="connectionString">The server, as StackExchange.Redis reads it.</param>
    /// <exception cref="ArgumentException">It cannot be read, or names no server.</exception>
    public static void ValidateConnectionString(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _ = Connector.Parse(connectionString);
    }

    /// <summary>Plans for a profile on a server.</summary>
    /// <param name="connectionString">The server, as StackExchange.Redis reads it.</param>
    /// <param name="profile">What to plan for.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Stops planning; what was written is removed all the same.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names no server.</exception>
    /// <exception cref="ProfileException">The profile makes no sense.</exception>
    /// <exception cref="PlanningException">The server cannot be measured.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached, or fails while it is measured.</exception>
    public static async Task<CapacityPlan> PlanAsync(string connectionString, CapacityProfile profile, PlanningOptions? options = null, CancellationToken cancellationToken = default)
    {
        Validate(profile);
        var settings = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Rounds, 1, nameof(options));
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        await using var connection = await Connector.ConnectAsync(connectionString + AskForInfo, new RedisConversationStoreOptions().OperationTimeout, cancellationToken).ConfigureAwait(false);
        var prefix = PlanningKeys.NewPrefix();
        try
        {
            return await PlanAsync(connection, profile, settings, prefix, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (PlanningKeys.IsFromServer(fault))
        {
            throw new PlanningException($"The server cannot be measured: {fault.Message}", fault);
        }
        catch (ArgumentException refused) when (settings.Transcript is not null)
        {
            throw new ProfileException($"The store refuses an event of the transcript: {refused.Message}", refused);
        }
        finally
        {
            settings.Progress?.Report("Removing what was written.");
            await PlanningKeys.SweepAsync(connection, prefix).ConfigureAwait(false);
        }
    }

    private static async Task<CapacityPlan> PlanAsync(IConnectionMultiplexer connection, CapacityProfile profile, PlanningOptions options, string prefix, CancellationToken cancellationToken)
    {
        var probe = new ServerProbe(connection);
        var start = await probe.SettleAsync(cancellationToken).ConfigureAwait(false);
        RequireMeasurable(start);
        var templates = options.Transcript is { } transcript ? EventTemplates.Of(profile, transcript.Events) : EventTemplates.Of(profile);
        var shape = CheckShape.Of(profile, templates.MeanTextBytes);

        options.Progress?.Report($"Filling {shape.Rooms} rooms with {shape.EventsPerRoom} events each, as the profile says.");
        var planned = Filler(connection, profile, templates, prefix + "c");
        await planned.WarmUpAsync(cancellationToken).ConfigureAwait(false);
        var empty = await probe.SettleAsync(cancellationToken).ConfigureAwait(false);
        var keysBefore = empty.Keys(probe.Database.Database);
        await planned.GrowRoomsAsync(shape.Rooms, cancellationToken).ConfigureAwait(false);
        await planned.GrowEventsAsync(shape.EventsPerRoom, cancellationToken).ConfigureAwait(false);
        var full = await probe.SettleAsync(cancellationToken).ConfigureAwait(false);

        options.Progress?.Report("Measuring what rooms and events take, at several sizes.");
        var memory = await new SizeMeasurement(probe, connection, profile, templates, prefix).RunAsync(cancellationToken).ConfigureAwait(false);

        options.Progress?.Report($"Measuring what operations cost, alone and mixed, {options.Rounds} rounds.");
        var page = (int)Math.Min(profile.PageSize, shape.EventsPerRoom);
        var calibration = Filler(connection, profile, templates, prefix + "o");
        await calibration.GrowRoomsAsync(CalibrationRooms, cancellationToken).ConfigureAwait(false);
        await calibration.GrowEventsAsync(page, cancellationToken).ConfigureAwait(false);
        var rounds = await CheckRounds.RunAsync(new(probe, profile), OperationMix.Of(profile), new(calibration, page), new(planned, page), options, cancellationToken).ConfigureAwait(false);
        var costs = await AofEstimate.CompleteAsync(rounds.Costs, probe, calibration, full.HasAof, cancellationToken).ConfigureAwait(false);

        var predicted = memory.Predict(shape.Rooms, shape.EventsPerRoom, shape.Rooms * shape.EventsPerRoom, keysBefore).Sum(part => part.Bytes);
        var check = new CapacityCheck
        {
            Rooms = shape.Rooms,
            EventsPerRoom = shape.EventsPerRoom,
            PredictedBytes = predicted,
            MeasuredBytes = (long)(full.DataMemory - empty.DataMemory),
            PredictedOperationsPerSecond = 1e6 / rounds.PredictedWall,
            MeasuredOperationsPerSecond = 1e6 / rounds.Mixed.WallMicroseconds,
            PredictedServerMicroseconds = rounds.PredictedServer,
            MeasuredServerMicroseconds = rounds.Mixed.ServerMicroseconds,
            ServerBusyShare = rounds.BusyShare,
            Rounds = rounds.Count,
            ThroughputError = rounds.Error(cost => cost.WallMicroseconds),
            ServerTimeError = rounds.Error(cost => cost.ServerMicroseconds),
        };
        return Forecast.Of(profile, memory, costs, ServerFacts.Of(start, full), check);
    }

    private static void RequireMeasurable(ServerSnapshot server)
    {
        if (server.UsedMemory == 0 || server.CommandMicroseconds == 0) throw new PlanningException("This server does not tell its memory and command times (INFO memory, INFO commandstats): plan on a Redis or a Valkey.");
        if (server.MaxMemory > 0 && server.UsedMemory + MostWritten > server.MaxMemory * server.Nodes) throw new PlanningException($"The server has less than {MostWritten >> 20} MiB left below its maxmemory, which measuring may need: plan on another one.");
    }

    private static RoomFiller Filler(IConnectionMultiplexer connection, CapacityProfile profile, EventTemplates templates, string prefix)
    {
        // Keys must live until they are measured, however short the profile lets them live.
        var options = new RedisConversationStoreOptions { KeyPrefix = prefix, EventLocators = profile.Locators, IdempotencyTimeToLive = TimeSpan.FromHours(1), MaxEventBytes = profile.MaxEventBytes, MaxBatchBytes = Math.Max(profile.MaxEventBytes, EventLimits.DefaultMaxBatchBytes) };
        return new(connection, options, templates);
    }
}
