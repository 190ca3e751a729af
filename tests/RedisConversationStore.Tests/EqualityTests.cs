using Xunit;

namespace Conversations.Tests;

public sealed class EqualityTests
{
    [Fact]
    public void Records_are_equal_by_value_lists_and_data_included()
    {
        var left = Event();
        var right = Event();
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotSame(left.Metadata, right.Metadata);

        Assert.NotEqual(left, right with { AddressedTo = ["b", "a"] });
        Assert.NotEqual(left, right with { AddressedTo = null });
        Assert.NotEqual(left, right with { Metadata = DataObject.Of(("a", 1.0)) });
        Assert.NotEqual(left, right with { Content = new TextContent { Body = "other" } });
        Assert.NotEqual(left, right with { UnknownMembers = DataObject.Of(("new", 1)) });

        static RoomEvent Event() => Samples.Text("r", "e") with { AddressedTo = ["a", "b"], Metadata = DataObject.Of(("a", 1)) };
    }

    [Fact]
    public void Unknown_content_is_equal_by_type_and_members()
    {
        Assert.Equal(new UnknownContent("a"), new UnknownContent("a"));
        Assert.NotEqual(new UnknownContent("a"), new UnknownContent("b"));
        Assert.NotEqual(new UnknownContent("a"), new UnknownContent("a") { UnknownMembers = DataObject.Of(("x", 1)) });
        Assert.Throws<ArgumentException>(() => new UnknownContent("text"));
        Assert.Throws<ArgumentException>(() => new UnknownContent(" "));
    }

    [Fact]
    public void Lists_and_maps_of_text()
    {
        Assert.Equal((ValueList<string>)["a", "b"], ["a", "b"]);
        Assert.NotEqual((ValueList<string>)["a"], ["A"]);
        Assert.True(ValueMap.Of(("a", "1"), ("b", "2")).Equals(ValueMap.Of(("b", "2"), ("a", "1"))));
        Assert.NotEqual(ValueMap.Of(("a", "1")), ValueMap.Of(("a", "2")));
        Assert.Equal(
            ValueMap.Of<ValueList<string>>(("sms", ["1", "2"])),
            ValueMap.Of<ValueList<string>>(("sms", ["1", "2"])));
        Assert.False(ValueMap.Of(("a", "1")).Equals(null));
        Assert.False(ValueList.Create<string>(["a"]).Equals(null));
    }
}
