using System.Text.Json;

namespace Conversations.LoadTesting;

/// <summary>Reads scenarios: files of users, and those that come with the tool.</summary>
public static class ScenarioFile
{
    private const string ResourcePrefix = "scenarios/";

    /// <summary>The names of the scenarios that come with the tool.</summary>
    public static IReadOnlyList<string> BundledNames { get; } =
        [.. typeof(ScenarioFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Select(name => name[ResourcePrefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>A scenario that comes with the tool.</summary>
    /// <param name="name">One of <see cref="BundledNames"/>.</param>
    public static Scenario Bundled(string name)
    {
        using var stream = typeof(ScenarioFile).Assembly.GetManifestResourceStream(ResourcePrefix + name) ?? throw new ArgumentException($"There is no scenario '{name}'.", nameof(name));
        return Read(stream, name);
    }

    /// <summary>Reads a scenario and checks all of it. Comments and trailing commas are welcome, unknown members are not.</summary>
    /// <param name="json">The file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ScenarioException">It is not a scenario, or one that cannot be run.</exception>
    public static Scenario Read(Stream json, string name)
    {
        try
        {
            var scenario = JsonSerializer.Deserialize(json, LoadJsonContext.Default.Scenario) ?? throw new ScenarioException(name, "the scenario is null.");
            return Validated(scenario, name);
        }
        catch (JsonException malformed)
        {
            throw new ScenarioException(name, MalformedScenario.Problem(malformed), malformed);
        }
        catch (NotSupportedException noDistribution)
        {
            // What the reader says when the discriminator of an abstract type is missing.
            throw new ScenarioException(name, $"payload.distribution is missing; there are {MalformedScenario.Distributions}.", noDistribution);
        }
    }

    /// <summary>Checks a scenario that was made or changed by other means than a file.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ScenarioException">It cannot be run.</exception>
    public static Scenario Validated(Scenario scenario, string name)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return ScenarioCheck.Validated(name, scenario);
    }

    /// <summary>The scenario as a file.</summary>
    /// <param name="scenario">The scenario.</param>
    public static string Write(Scenario scenario) => JsonSerializer.Serialize(scenario, LoadJsonContext.Indented.Scenario);
}
