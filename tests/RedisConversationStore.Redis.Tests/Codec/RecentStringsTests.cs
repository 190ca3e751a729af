using System.Text;
using Xunit;

namespace Conversations.Redis.Tests.Codec;

/// <summary>Sharing strings never gives one for another.</summary>
public sealed class RecentStringsTests
{
    [Fact]
    public void Strings_that_come_again_are_shared()
    {
        Assert.Equal("whatsapp-main", RecentStrings.Decode("whatsapp-main"u8));

        // Now and then not: what other tests read meanwhile may fall into the same slot.
        Assert.Contains(Enumerable.Range(0, 1000), _ => ReferenceEquals(RecentStrings.Decode("whatsapp-main"u8), RecentStrings.Decode("whatsapp-main"u8)));
    }

    [Fact]
    public void Each_of_many_strings_is_itself_whatever_was_decoded_before()
    {
        // More than there are slots, of every length around the bounds, and alike at both ends.
        string[] texts =
        [
            "", "é", "日本", "😀",
            .. Enumerable.Range(0, 5_000).Select(i => $"{i}"),
            .. Enumerable.Range(1, 30).Select(length => new string('a', length)),
            .. Enumerable.Range(0, 1_000).Select(i => $"the same-{i:d4}-the same"),
        ];

        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var text in texts) Assert.Equal(text, RecentStrings.Decode(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void What_is_no_UTF_8_is_damage_every_time()
    {
        for (var pass = 0; pass < 2; pass++) Assert.Throws<DecoderFallbackException>(() => RecentStrings.Decode([0xc3, 0x28]));
    }
}
