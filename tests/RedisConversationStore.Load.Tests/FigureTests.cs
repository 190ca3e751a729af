using System.Text.Json;

namespace Conversations.Redis.Load.Tests;

/// <summary>What is said of a figure.</summary>
public sealed class FigureTests
{
    [Theory]
    [InlineData(0.9, true)]
    [InlineData(0.89, false)]
    public void At_least_is_met_from_the_bar_on(double value, bool isMet) => Assert.Equal(isMet, Bar.AtLeast(0.9).IsMetBy(value));

    [Theory]
    [InlineData(2.0, true)]
    [InlineData(2.01, false)]
    public void At_most_is_met_up_to_the_bar(double value, bool isMet) => Assert.Equal(isMet, Bar.AtMost(2).IsMetBy(value));

    [Fact]
    public void Json_has_name_value_bar_and_met()
    {
        using var json = JsonDocument.Parse(LimitReport.Json(new("name", "what", Bar.AtLeast(3), 2.5, "detail")));
        Assert.Equal("name", json.RootElement.GetProperty("name").GetString());
        Assert.Equal(2.5, json.RootElement.GetProperty("value").GetDouble());
        Assert.Equal(3, json.RootElement.GetProperty("bar").GetDouble());
        Assert.False(json.RootElement.GetProperty("met").GetBoolean());
    }

    [Fact]
    public void What_could_not_be_measured_is_neither_met_nor_missed()
    {
        var missing = Figure.Missing("name", "what", Bar.AtLeast(3), "why");
        Assert.Null(missing.IsMet);
        Assert.Equal("| what | ≥ 3 | – |  | why |", LimitReport.TableRow(missing));
    }
}
