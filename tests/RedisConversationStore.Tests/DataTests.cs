using System.Text.Json;
using Xunit;

namespace Conversations.Tests;

public sealed class DataTests
{
    public static TheoryData<string> ExactTexts =>
    [
        "null", "true", "false", "0", "1", "-1", "1.0", "-0.0", "0.0", "0.1", "1E+20", "1.5E-300", "5E-324", "1.7976931348623157E+308",
        "9007199254740993", "9223372036854775807", "-9223372036854775808",
        "\"\"", "\"a\"", "[]", "{}", "[[],{}]", "{\"b\":1,\"a\":2}", "{\"\":{}}", "[1,1.0,null,{\"a\":[]}]",
    ];

    [Theory]
    [MemberData(nameof(ExactTexts))]
    public void A_value_comes_back_as_it_was(string json)
    {
        var value = Read(json);
        Assert.Equal(json, value.ToString());
        Assert.Equal(value, Read(value.ToString()));
    }

    [Fact]
    public void Integers_and_numbers_differ()
    {
        Assert.Equal(DataKind.Integer, Read("1").Kind);
        Assert.Equal(DataKind.Number, Read("1.0").Kind);
        Assert.Equal(DataKind.Number, Read("1e0").Kind);
        Assert.NotEqual((DataValue)1, (DataValue)1.0);
        Assert.NotEqual((DataValue)0.0, (DataValue)(-0.0));
        Assert.Equal(9007199254740993, Read("9007199254740993").AsInt64());
        Assert.Equal(long.MinValue, Read("-9223372036854775808").AsInt64());
        Assert.True(double.IsNegative(Read("-0.0").AsDouble()));
        Assert.Equal(3.0, ((DataValue)3).AsDouble());
    }

    [Theory]
    [InlineData("19.90", "19.9")]
    [InlineData("-0", "-0.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("0.000", "0.0")]
    [InlineData("1e2", "100.0")]
    [InlineData("1.50E+3", "1500.0")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("100000000000000000000", "1E+20")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157E+308")]
    [InlineData("5e-324", "5E-324")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("0.1000", "0.1")]
    public void A_number_of_JSON_keeps_its_value(string given, string written)
    {
        Assert.Equal(written, Read(given).ToString());
        Assert.Equal(written, Read(Read(given).ToString()).ToString());
    }

    [Theory]
    [InlineData("18446744073709551615")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("0.1000000000000000055511151231257827")]
    [InlineData("123456789.1234567891")]
    public void A_number_of_JSON_that_would_change_is_refused_by_its_path(string number)
    {
        Assert.Contains("neither a 64-bit integer nor a double", Assert.Throws<JsonException>(() => Read(number)).Message, StringComparison.Ordinal);
        Refuses($$$"""{"order":{"lines":[1,{"price":{{{number}}} } ] } }""", "'order.lines[1].price'", static json => JsonSerializer.Deserialize(json, ConversationJsonContext.Default.DataObject));
        Refuses($$$"""{"channel_id":"c","channel_type":"sms","raw_payload":{"ids":[{{{number}}} ] } }""", "'raw_payload.ids[0]'", static json => JsonSerializer.Deserialize(json, ConversationJsonContext.Default.EventSource));
        Refuses($$$"""{"id":"r","metadata":{"total":{{{number}}} } }""", "'metadata.total'", static json => JsonSerializer.Deserialize(json, ConversationJsonContext.Default.Room));
        Refuses($$$"""{"id":"r","new_member":{{{number}}} }""", "'new_member'", static json => JsonSerializer.Deserialize(json, ConversationJsonContext.Default.Room));

        using var document = JsonDocument.Parse($$$"""{"price":{{{number}}} }""");
        Assert.Contains("'price'", Assert.Throws<JsonException>(() => document.RootElement.Deserialize(ConversationJsonContext.Default.DataObject)).Message, StringComparison.Ordinal);

        static void Refuses(string json, string path, Func<string, object?> read) =>
            Assert.Contains(path, Assert.Throws<JsonException>(() => read(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_is_finite(double value) => Assert.Throws<ArgumentException>(() => (DataValue)value);

    [Fact]
    public void Random_numbers_survive()
    {
        var random = new Random(3);
        for (var i = 0; i < 5000; i++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(number)) Assert.Equal((DataValue)number, Read(((DataValue)number).ToString()));
            var integer = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            Assert.Equal((DataValue)integer, Read(((DataValue)integer).ToString()));
        }
    }

    [Fact]
    public void Sixty_four_levels_survive_inside_a_record()
    {
        var objects = new DataValue();
        var arrays = new DataValue();
        for (var level = 0; level < DataValue.MaxDepth - 1; level++) (objects, arrays) = (DataObject.Of(("k", objects)), DataValue.Array(arrays));
        var sent = RecordRules.Accept(Samples.FullRoom with { Metadata = DataObject.Of(("o", objects), ("a", arrays)) });
        var json = JsonSerializer.Serialize(sent, ConversationJsonContext.Default.Room);
        Assert.Equal(sent, JsonSerializer.Deserialize(json, ConversationJsonContext.Default.Room));
    }

    [Fact]
    public void The_deepest_content_with_the_deepest_data_survives()
    {
        var data = new DataValue();
        for (var level = 0; level < DataValue.MaxDepth - 1; level++) data = DataObject.Of(("k", data));
        EventContent content = new SystemContent { Body = "", Data = DataObject.Of(("k", data)) };
        for (var level = 0; level < CompositeContent.MaxDepth; level++) content = new CompositeContent { Parts = [content] };
        var sent = RecordRules.Accept(Samples.Text("r", "e") with { Content = content });
        var json = JsonSerializer.Serialize(sent, ConversationJsonContext.Default.RoomEvent);
        Assert.Equal(sent, JsonSerializer.Deserialize(json, ConversationJsonContext.Default.RoomEvent));
    }

    [Fact]
    public void Objects_keep_the_order_of_keys_and_are_equal_in_any()
    {
        var left = DataObject.Of(("b", 1), ("a", DataObject.Of(("y", 1), ("x", 2))));
        var right = DataObject.Of(("a", DataObject.Of(("x", 2), ("y", 1))), ("b", 1));
        Assert.True(left.Equals(right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.Equal(["b", "a"], left.Keys);
        Assert.Equal("""{"b":1,"a":{"y":1,"x":2}}""", left.ToString());
        Assert.False(left.Equals(left.With("b", 2)));
        Assert.False(left.Equals(left.Without("b")));
        Assert.False(left.Equals(left.With("c", DataValue.Null)));
        Assert.NotEqual((DataValue)DataObject.Empty, DataValue.Null);
    }

    [Fact]
    public void Arrays_are_equal_in_the_same_order_only()
    {
        Assert.Equal(DataValue.Array(1, "a", DataValue.Array()), DataValue.Array(1, "a", DataValue.Array()));
        Assert.NotEqual(DataValue.Array(1, 2), DataValue.Array(2, 1));
        Assert.NotEqual(DataValue.Array(), DataValue.Null);
    }

    [Fact]
    public void Setting_a_member_keeps_its_place()
    {
        var data = DataObject.Of(("a", 1), ("b", 2));
        Assert.Equal(["a", "b", "c"], data.With("c", 3).With("a", 9).Keys);
        Assert.Equal(9, data.With("a", 9)["a"].AsInt64());
        Assert.Equal(1, data["a"].AsInt64());
        Assert.Same(DataObject.Empty, data.Without("a").Without("b"));
        Assert.Same(data, data.Without("c"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(200)]
    public void Maps_of_every_size_find_their_keys(int size)
    {
        var entries = Enumerable.Range(0, size).Select(i => KeyValuePair.Create($"key {i}", (DataValue)i)).ToArray();
        var map = DataObject.From(entries);
        Assert.Equal(entries, map);
        Assert.All(entries, entry => Assert.Equal(entry.Value, map[entry.Key]));
        Assert.False(map.ContainsKey("key"));
        Assert.Equal(size - 1, map.Without("key 1").Count);
        Assert.Throws<KeyNotFoundException>(() => map["KEY 0"]);
        Assert.Throws<ArgumentException>(() => DataObject.From([.. entries, entries[0]]));
        Assert.Throws<ArgumentException>(() => DataObject.From([.. entries, new(null!, 1)]));
        Assert.True(map.Equals(DataObject.From(entries.Reverse())));
    }

    [Fact]
    public void A_value_of_another_kind_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => ((DataValue)"1").AsInt64());
        Assert.Throws<InvalidOperationException>(() => ((DataValue)1.0).AsInt64());
        Assert.Throws<InvalidOperationException>(() => DataValue.Null.AsString());
        Assert.Throws<InvalidOperationException>(() => ((DataValue)1).AsObject());
    }

    [Fact]
    public void What_a_list_was_made_from_can_change()
    {
        string[] source = ["a"];
        var list = ValueList.Create<string>(source);
        source[0] = "b";
        Assert.Equal("a", list[0]);
        KeyValuePair<string, DataValue>[] members = [new("a", 1)];
        var data = DataObject.From(members);
        members[0] = new("b", 2);
        Assert.True(data.ContainsKey("a"));
    }

    private static DataValue Read(string json) => JsonSerializer.Deserialize(json, ConversationJsonContext.Default.DataValue);
}
