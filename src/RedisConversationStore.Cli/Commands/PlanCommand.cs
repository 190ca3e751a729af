using System.CommandLine;
using Conversations.Cli.Output;
using Conversations.Cli.Stores;
using Conversations.LoadTesting.Planning;

namespace Conversations.Cli.Commands;

/// <summary><c>convstore plan</c>.</summary>
internal static class PlanCommand
{
    public static Command Create(GlobalOptions global)
    {
        var profile = new PlanOptions();
        var rounds = Numbers.Option("--rounds", "Rounds in which operations are timed, 1 to 100.", 9, 1, 100);
        var command = new Command("plan", "Says what a Redis must be for your traffic: memory over time, commits a second, shards, network, append-only file, the first bottleneck. Measures the Redis given (or a redis-server of its own), writes at most some 150 MiB under keys of its own while it does, and checks what it says against a real load.") { rounds };
        profile.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var json = global.Json(parsed);
            var target = global.Target(parsed);
            if (target.DataDirectory is not null) throw new CliException(ExitCodes.Usage, "A plan needs a Redis: the dev server's memory and speed are another server's. Give --redis CONNECTION, or nothing to start a redis-server.");
            RequireReadable(target.Connection);
            try
            {
                var transcript = await profile.TranscriptAsync(parsed, cancellationToken);
                var planned = await profile.ProfileAsync(parsed, transcript, cancellationToken);
                CapacityPlanner.Validate(planned);
                await using var server = target.Connection is null ? await LocalRedisServer.StartAsync(cancellationToken) : null;
                var options = new PlanningOptions { Rounds = parsed.Int(rounds), Transcript = transcript };
                var plan = json
                    ? await PlanAsync(options)
                    : await PlanView.RunAsync(progress => PlanAsync(options with { Progress = progress }));
                if (json) Console.WriteLine(JsonOutput.Write(plan));
                else PlanView.Show(Terminal.Create(), plan);
                return ExitCodes.Ok;

                Task<CapacityPlan> PlanAsync(PlanningOptions how) => CapacityPlanner.PlanAsync(server?.ConnectionString ?? target.Connection!, planned, how, cancellationToken);
            }
            catch (ProfileException nonsense)
            {
                throw new CliException(ExitCodes.BadInput, nonsense.Message, nonsense);
            }
            catch (PlanningException unfit)
            {
                throw new CliException(ExitCodes.StoreUnavailable, unfit.Message, unfit);
            }
        });
        return command;
    }

    private static void RequireReadable(string? connection)
    {
        if (connection is null) return;
        try
        {
            CapacityPlanner.ValidateConnectionString(connection);
        }
        catch (ArgumentException invalid)
        {
            // The message may quote the connection string, and with it a password.
            throw new CliException(ExitCodes.Usage, "The connection string is not valid.", invalid);
        }
    }
}
