using System.Text;

namespace Conversations.LoadTesting;

/// <summary>Texts of the wanted lengths, cut out of one long text of words: one allocation each, and no two alike.</summary>
internal sealed class TextSource(PayloadSize size)
{
    private static readonly string[] Words = ["the", "order", "has", "not", "arrived", "yet", "please", "check", "bike", "delivery", "tomorrow", "thanks", "number", "invoice", "where", "is", "my", "refund", "hello", "agent"];

    private static readonly string Text = Make();

    internal string Next(Random random)
    {
        var length = size.Next(random);
        return Text.Substring(random.Next(Text.Length - length + 1), length);
    }

    private static string Make()
    {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.Length < PayloadSize.MaxBytes + 4096) text.Append(Words[random.Next(Words.Length)]).Append(' ');
        return text.ToString();
    }
}
