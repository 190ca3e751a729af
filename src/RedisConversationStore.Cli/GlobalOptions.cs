using System.CommandLine;
using System.Security.Cryptography;
using Conversations.Cli.Stores;

namespace Conversations.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    private const string DefaultPrefix = "conv";

    private readonly Option<string?> redis = new("--redis")
    {
        Description = $"Connection string of the store's Redis, such as localhost:6379,password=… (or the environment variable {StoreTarget.EnvironmentVariable}). Without it a dev server inside this process is used; bench and plan start a redis-server of their own.",
        HelpName = "CONNECTION",
        Recursive = true,
    };

    private readonly Option<DirectoryInfo?> data = new("--data")
    {
        Description = "Folder in which the dev server keeps its data from one command to the next. Not with --redis.",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<string?> prefix = new("--prefix")
    {
        Description = $"Prefix of the store's keys. Default: {DefaultPrefix}; the demo and bench take random ones.",
        HelpName = "PREFIX",
        Recursive = true,
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Write JSON for programs instead of tables.",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Add(redis);
        root.Add(data);
        root.Add(prefix);
        root.Add(json);
    }

    public bool Json(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>Where the store is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="defaultPrefix">The prefix when none is given.</param>
    public StoreTarget Target(ParseResult parsed, string defaultPrefix = DefaultPrefix)
    {
        var folder = parsed.GetValue(data);
        var connection = parsed.GetValue(redis);
        if (connection is not null && folder is not null) throw new CliException(ExitCodes.Usage, "--redis and --data name two stores; give one of them.");
        if (connection is not null && string.IsNullOrWhiteSpace(connection)) throw new CliException(ExitCodes.Usage, "--redis needs a connection string, such as localhost:6379.");
        if (connection is null && folder is null) connection = StoreTarget.FromEnvironment();
        return new(connection, folder?.FullName, parsed.GetValue(prefix) ?? defaultPrefix);
    }

    /// <summary>Where a load goes: under a prefix that nobody has, which begins as the user says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="defaultBeginning">How it begins when the user says nothing.</param>
    public StoreTarget UnusedTarget(ParseResult parsed, string defaultBeginning)
    {
        var target = Target(parsed, defaultBeginning);
        return target with { Prefix = $"{target.Prefix}-{RandomNumberGenerator.GetHexString(12, lowercase: true)}" };
    }

    /// <summary>Where a store is that commands can look into: an empty dev server would tell nothing.</summary>
    public StoreTarget ExistingTarget(ParseResult parsed)
    {
        var target = Target(parsed);
        if (target is { Connection: null, DataDirectory: null }) throw new CliException(ExitCodes.Usage, "There is no store to look into: give --redis CONNECTION, or --data DIR of a dev server.");
        if (target.DataDirectory is { } directory && !Directory.Exists(directory)) throw new CliException(ExitCodes.BadInput, $"There is no folder '{directory}'.");
        return target;
    }
}
