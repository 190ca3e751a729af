namespace AgentChat;

/// <summary>A tool.</summary>
public static class Weather
{
    /// <summary>The weather in a city: always the same.</summary>
    public static string In(string city) => $"sunny in {city}";
}
