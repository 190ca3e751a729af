using System.Text.RegularExpressions;

namespace Conversations.LoadTesting.Planning;

/// <summary>What a message of a WhatsApp export is: text, or something whose file is not in the text.</summary>
internal static partial class WhatsAppContent
{
    // The export names a file at most; an address of the usual length stands for where a bot would keep it.
    private const string Media = "https://media.invalid/whatsapp/";

    internal static EventContent Of(string text)
    {
        var clean = WhatsAppLine.Clean(text);
        if (Attached().Match(clean) is { Success: true } attached) return MediaOf(attached.Groups["name"].Value, clean[attached.Length..].Trim());
        return Omitted().Match(clean) is { Success: true } omitted
            ? MediaOf(omitted.Groups["kind"].Value.ToLowerInvariant().Replace(' ', '-'), "")
            : new TextContent { Body = text };
    }

    /// <summary>Whether a line is the app's, although it names somebody: the first line of a group on iOS.</summary>
    internal static bool IsNotice(string text) => text.StartsWith('\u200e') && text.Contains("end-to-end encrypted", StringComparison.OrdinalIgnoreCase);

    private static MediaContent MediaOf(string name, string caption) => new()
    {
        Url = Media + Uri.EscapeDataString(name),
        MimeType = Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".JPG" or ".JPEG" => "image/jpeg",
            ".WEBP" => "image/webp",
            ".OPUS" => "audio/ogg",
            ".MP4" => "video/mp4",
            ".PDF" => "application/pdf",
            _ => "application/octet-stream",
        },
        Filename = name,
        Caption = caption.Length > 0 ? caption : null,
    };

    // Android: "IMG-1.jpg (file attached)"; iOS: "<attached: 1-PHOTO.jpg>". The app's other languages have the same forms with other words.
    [GeneratedRegex(@"^(?:<[^<>:]+:\s(?<name>[^<>]+\.\w{2,5})>|(?<name>[^\s<>][^<>\n]*\.\w{2,5}) \([^()\n0-9]+\))(?:\n|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Attached();

    // Android: "<Media omitted>", "<Medien ausgeschlossen>"; iOS: "image omitted".
    [GeneratedRegex(@"^(?:<(?<kind>[^<>\n]{3,60})>|(?<kind>image|video|audio|sticker|document|GIF|Contact card) omitted)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Omitted();
}
