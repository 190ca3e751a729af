using System.Globalization;
using Conversations.Redis.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Conversations.Redis.Registration;

/// <summary>A section of configuration with the connection string and the options of a store. A name that is no option is taken for a typing error, and refused.</summary>
/// <param name="section">The section.</param>
/// <param name="optionsName">The name of the options it sets.</param>
internal sealed class StoreSection(IConfiguration section, string optionsName)
{
    private const string ConnectionString = "ConnectionString";

    private const string Time = "a time as hours:minutes:seconds, such as 00:00:10";

    private const string Number = "a whole number";

    private const string Switch = "true or false";

    private static readonly Dictionary<string, (string Form, Action<RedisConversationStoreOptions, string> Set)> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["KeyPrefix"] = ("text", (options, text) => options.KeyPrefix = text),
        ["IdempotencyTimeToLive"] = (Time, (options, text) => options.IdempotencyTimeToLive = ParseTime(text)),
        ["MaxEventBytes"] = (Number, (options, text) => options.MaxEventBytes = ParseNumber(text)),
        ["MaxBatchBytes"] = (Number, (options, text) => options.MaxBatchBytes = ParseNumber(text)),
        ["MaxContextRecords"] = (Number, (options, text) => options.MaxContextRecords = ParseNumber(text)),
        ["EventLocators"] = (Switch, (options, text) => options.EventLocators = bool.Parse(text)),
        ["GroupCommit"] = (Switch, (options, text) => options.GroupCommit = bool.Parse(text)),
        ["OperationTimeout"] = (Time, (options, text) => options.OperationTimeout = ParseTime(text)),
        ["Retry:MaxAttempts"] = (Number, (options, text) => options.Retry = options.Retry with { MaxAttempts = ParseNumber(text) }),
        ["Retry:BaseDelay"] = (Time, (options, text) => options.Retry = options.Retry with { BaseDelay = ParseTime(text) }),
        ["Retry:MaxDelay"] = (Time, (options, text) => options.Retry = options.Retry with { MaxDelay = ParseTime(text) }),
        ["ReadPreference"] = (string.Join(" or ", Enum.GetNames<ReadPreference>()), (options, text) => options.ReadPreference = Enum.Parse<ReadPreference>(text, ignoreCase: true)),
        ["WaitForReplicas"] = (Number, (options, text) => options.WaitForReplicas = ParseNumber(text)),
        ["DoctorAtStart"] = (Switch, (options, text) => options.DoctorAtStart = bool.Parse(text)),
        ["ReplicaTimeout"] = (Time, (options, text) => options.ReplicaTimeout = ParseTime(text)),
        ["TraceRoomIds"] = (Switch, (options, text) => options.TraceRoomIds = bool.Parse(text)),
    };

    /// <summary>Whom to connect to and how.</summary>
    /// <exception cref="ArgumentException">The connection string is missing or cannot be read.</exception>
    internal ConfigurationOptions Connection =>
        section[ConnectionString] is { } text && !string.IsNullOrWhiteSpace(text)
            ? Connector.Parse(text)
            : throw new ArgumentException("There is none. Write the address of Redis here, such as localhost:6379.");

    /// <summary>Sets what the section says.</summary>
    /// <exception cref="OptionsValidationException">A name is no option, a value cannot be read, or the connection string is missing or cannot be read.</exception>
    internal void Apply(RedisConversationStoreOptions options)
    {
        var failures = new List<string>();
        Try(ConnectionString, () => _ = Connection, failures);
        foreach (var (name, text) in section.AsEnumerable(makePathsRelative: true))
        {
            if (Settings.TryGetValue(name, out var setting))
            {
                if (text is not null) Try(name, () => setting.Set(options, text), failures, $"Write {setting.Form}.");
            }
            else if (!name.Equals(ConnectionString, StringComparison.OrdinalIgnoreCase) && !IsGroup(name, text))
            {
                failures.Add($"{PathOf(name)} is no option of a conversation store. The options are {ConnectionString}, {string.Join(", ", Settings.Keys)}.");
            }
        }

        if (failures.Count > 0) throw new OptionsValidationException(optionsName, typeof(RedisConversationStoreOptions), failures);
    }

    // What was written is not repeated: it may be a secret in the wrong place.
    private void Try(string name, Action action, List<string> failures, string? advice = null)
    {
        try
        {
            action();
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException)
        {
            failures.Add($"{PathOf(name)} cannot be read. {advice ?? unreadable.Message}");
        }
    }

    private string PathOf(string name) => section is IConfigurationSection { Path: var path } ? ConfigurationPath.Combine(path, name) : name;

    private static bool IsGroup(string name, string? text) =>
        string.IsNullOrEmpty(text) && Settings.Keys.Any(setting => setting.StartsWith(name + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase));

    private static int ParseNumber(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // A bare number would be taken for days, which hardly anybody means.
    private static TimeSpan ParseTime(string text) => text.Contains(':') ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : throw new FormatException();
}
