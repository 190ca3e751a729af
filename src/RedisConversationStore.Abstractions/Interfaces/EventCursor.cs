using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Conversations;

/// <summary>A place in a room's timeline that can be kept and gone on from, see <see cref="IEventStore.ContinueAsync"/>: behind an event, or at the start. Beside the event's index it has the event's id and the room's epoch, by which a store notices that the timeline it leads into is not the one it was made in.</summary>
/// <remarks>
/// <para>As text (<see cref="ToString"/>, <see cref="Parse"/>) it has letters, digits, and the characters <c>-_.</c> only, at most <see cref="MaxTextLength"/> of them, and fits into a URL, a header or a column as it is.</para>
/// <para>It may be handed out. It holds an event's id and index in the clear and is not signed: one that was made up leads to events of the room that is asked, or to the answer that the timeline does not go on, and nowhere else.</para>
/// </remarks>
public sealed record EventCursor
{
    /// <summary>The longest text of a cursor.</summary>
    public const int MaxTextLength = 768;

    private const int MaxEpochLength = 64;
    private const string StartText = "start";

    private static readonly SearchValues<char> EpochCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private EventCursor(string? epoch, long index, string? eventId) => (Epoch, Index, EventId) = (epoch, index, eventId);

    /// <summary>The start of any room, whatever its epoch.</summary>
    public static EventCursor Start { get; } = new(null, -1, null);

    /// <summary>Tells one incarnation of a room from another that was deleted or created under the same id; only equality means anything. Null for <see cref="Start"/>.</summary>
    public string? Epoch { get; }

    /// <summary>The index of the event that the cursor lies behind; −1 at the start.</summary>
    public long Index { get; }

    /// <summary>The id of the event that the cursor lies behind; null at the start.</summary>
    public string? EventId { get; }

    /// <summary>The start of a room in one epoch. For whoever writes a store.</summary>
    /// <param name="epoch">The epoch: 1 to 64 letters, digits, <c>-</c> and <c>_</c>.</param>
    public static EventCursor StartOf(string epoch)
    {
        CheckEpoch(epoch);
        return new(epoch, -1, null);
    }

    /// <summary>Behind an event. For whoever writes a store.</summary>
    /// <param name="epoch">The room's epoch: 1 to 64 letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="index">The event's index; 0 to 2^53.</param>
    /// <param name="eventId">The event's id.</param>
    public static EventCursor After(string epoch, long index, string eventId)
    {
        CheckEpoch(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Check.MaxCursor);
        Check.Id(eventId);
        return new(epoch, index, eventId);
    }

    /// <summary>Reads the text of a cursor.</summary>
    /// <param name="text">What <see cref="ToString"/> gave.</param>
    /// <exception cref="FormatException">It is no cursor's text.</exception>
    public static EventCursor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var cursor) ? cursor : throw new FormatException("The text is not that of an event cursor.");
    }

    /// <summary>Reads the text of a cursor, if it is one.</summary>
    /// <param name="text">What <see cref="ToString"/> gave, or anything else.</param>
    /// <param name="cursor">The cursor.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EventCursor? cursor)
    {
        cursor = text is null || text.Length > MaxTextLength ? null : text.Split('.', 4) switch
        {
            [StartText] => Start,
            [StartText, var epoch] when IsEpoch(epoch) => new(epoch, -1, null),
            [var index, var epoch, var id] when ToIndex(index) is { } number && IsEpoch(epoch) && ToEventId(id) is { } eventId => new(epoch, number, eventId),
            _ => null,
        };

        // A cursor has one text: no leading zeros, no padding, no spaces.
        if (cursor is not null && cursor.ToString() != text) cursor = null;
        return cursor is not null;
    }

    /// <summary>The cursor as text that <see cref="Parse"/> reads: <c>INDEX.EPOCH.ID</c> with the event's id in base64url, <c>start.EPOCH</c>, or <c>start</c>.</summary>
    public override string ToString()
    {
        if (Epoch is null) return StartText;
        if (EventId is null) return $"{StartText}.{Epoch}";
        return string.Create(CultureInfo.InvariantCulture, $"{Index}.{Epoch}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(EventId))}");
    }

    internal static bool IsEpoch(string text) => text.Length is > 0 and <= MaxEpochLength && !text.AsSpan().ContainsAnyExcept(EpochCharacters);

    internal static void CheckEpoch(string epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        if (!IsEpoch(epoch)) throw new ArgumentException($"An epoch is 1 to {MaxEpochLength} letters, digits, '-' and '_'.", nameof(epoch));
    }

    private static long? ToIndex(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= Check.MaxCursor ? index : null;

    private static string? ToEventId(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return Utf8.IsValid(bytes) && Encoding.UTF8.GetString(bytes) is var id && Check.IsId(id) ? id : null;
    }
}
