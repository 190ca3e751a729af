using System.Text;
using Xunit;

namespace Conversations.Tests;

public sealed class IdTests
{
    public static TheoryData<string> Refused =>
    [
        "", " ", "\t", "\u00A0\u2003", new string('x', 513), new string('é', 257), new string('€', 171), string.Concat(Enumerable.Repeat("👋", 129)), "a\0", "a\nb", "\u007F", "a\u0085", "\u001B[0m",
    ];

    public static TheoryData<string> Accepted =>
    [
        "a", "{}", "{", "}", "{a}b", ":", "a:b", "*", "?", "[a]", "a b", " a ", "👋", "👩‍👩‍👧", "שלום", "مرحبا", "\u202Eabc", "\uFFFF", "%", "\\", "\"'", "#1", "../..", "0", "-1", "null",
        new string('x', 512), new string('é', 256), new string('€', 170) + "xx", string.Concat(Enumerable.Repeat("👋", 128)),
    ];

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Refuses(string id)
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(() => Check.Id(id));
        Assert.Equal("id", refusal.ParamName);
        Assert.ThrowsAny<ArgumentException>(() => Check.OptionalId(id));
        Assert.ThrowsAny<ArgumentException>(() => Check.Ids(["a", id], 0, 5));
    }

    [Fact]
    public void Refuses_null()
    {
        Assert.Throws<ArgumentNullException>(() => Check.Id(null));
        Assert.Throws<ArgumentNullException>(() => Check.Ids(["a", null!], 0, 5));
    }

    [Fact]
    public void Refuses_unpaired_surrogates()
    {
        foreach (var id in new[] { "\ud800", "a\udc00", "\udc00\ud800", "\ud83d\ud83d\udc4b", "👋\ud83d" }) Assert.Throws<ArgumentException>(() => Check.Id(id));
    }

    [Theory]
    [MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public void Accepts(string id)
    {
        Check.Id(id);
        Check.OptionalId(id);
        Check.OptionalId(null);
    }

    [Fact]
    public void Lists_of_ids_have_bounds()
    {
        Check.Ids([], 0, 2);
        Check.Ids(["a", "b"], 1, 2);
        Assert.Throws<ArgumentException>(() => Check.Ids([], 1, 2));
        Assert.Throws<ArgumentException>(() => Check.Ids(["a", "b", "c"], 1, 2));
        Assert.Throws<ArgumentNullException>(() => Check.Ids(null!, 0, 2));
    }

    [Fact]
    public void The_order_is_that_of_UTF8_bytes()
    {
        var random = new Random(11);
        string[] pieces = ["a", "b", "z", "é", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "😀", "😁", "\U00010000", "\U0010FFFF"];
        var ids = Enumerable.Range(0, 400).Select(_ => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => pieces[random.Next(pieces.Length)]))).ToArray();
        foreach (var left in ids)
        {
            foreach (var right in ids)
            {
                var expected = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(expected), Math.Sign(IdOrder.Instance.Compare(left, right)));
            }
        }
    }

    [Fact]
    public void Null_comes_first()
    {
        Assert.Equal(0, IdOrder.Instance.Compare(null, null));
        Assert.True(IdOrder.Instance.Compare(null, "") < 0);
        Assert.True(IdOrder.Instance.Compare("", null) > 0);
    }
}
