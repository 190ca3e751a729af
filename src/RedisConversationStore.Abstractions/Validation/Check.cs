using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Conversations;

/// <summary>The checks every store makes before it sends anything.</summary>
internal static class Check
{
    internal const int MaxIdBytes = 512;

    private const string TooLong = "is longer than 512 bytes of UTF-8";

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create([.. Enumerable.Range(0, 256).Select(code => (char)code).Where(char.IsControl)]);

    internal static readonly TimeSpan LongestTimeToLive = TimeSpan.FromDays(366);

    /// <summary>An id: not null, empty or white space, at most 512 bytes of UTF-8, no control characters, no unpaired surrogates.</summary>
    internal static void Id(string? id, [CallerArgumentExpression(nameof(id))] string? name = null)
    {
        if (id is null) throw new ArgumentNullException(name, $"{name} is null.");
        if (ProblemOf(id) is { } problem) throw new ArgumentException($"{name} {problem}.", name);
    }

    /// <summary>Whether a text is a valid id.</summary>
    internal static bool IsId(string text) => ProblemOf(text) is null;

    internal static void OptionalId(string? id, [CallerArgumentExpression(nameof(id))] string? name = null)
    {
        if (id is not null) Id(id, name);
    }

    internal static void Ids(IReadOnlyList<string> ids, int least, int most, [CallerArgumentExpression(nameof(ids))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(ids, name);
        if (ids.Count < least || ids.Count > most) throw new ArgumentException($"{name} has {ids.Count} items; {least} to {most} are possible.", name);
        foreach (var id in ids) Id(id, name);
    }

    internal static void DistinctIds(IReadOnlyList<string> ids, int least, int most, [CallerArgumentExpression(nameof(ids))] string? name = null)
    {
        Ids(ids, least, most, name);
        var seen = new HashSet<string>(ids.Count, StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (!seen.Add(id)) throw new ArgumentException($"{name} has '{id}' twice.", name);
        }
    }

    internal static void Enum<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : struct, IOpenEnum<T> =>
        Id(value.Value, name);

    /// <summary>Text of any length; it must be valid Unicode, because anything else would not come back as it was.</summary>
    internal static void Text(string? text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        if (text is not null && !IsWellFormed(text)) throw new ArgumentException($"{name} contains an unpaired surrogate.", name);
    }

    internal static void RequiredText(string? text, [CallerArgumentExpression(nameof(text))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        Text(text, name);
    }

    internal static void Texts(ValueList<string>? texts, [CallerArgumentExpression(nameof(texts))] string? name = null)
    {
        if (texts is null) return;
        foreach (var text in texts.AsSpan()) RequiredText(text, name);
    }

    internal static void Url(string? url, [CallerArgumentExpression(nameof(url))] string? name = null)
    {
        RequiredText(url, name);
        if (!StartsWith(url!, "http://") && !StartsWith(url!, "https://") && !StartsWith(url!, "data:"))
        {
            throw new ArgumentException($"{name} is neither an http:// nor an https:// nor a data: URL.", name);
        }

        static bool StartsWith(string url, string scheme) => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
    }

    internal static void AtLeast(long? value, long least, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value < least) throw new ArgumentOutOfRangeException(name, value, $"{name} must be {least} or more.");
    }

    internal static void AtLeast(double? value, double least, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value is { } known && !(double.IsFinite(known) && known >= least)) throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number of {least} or more.");
    }

    internal static void Above(double? value, double bound, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value is { } known && !(double.IsFinite(known) && known > bound)) throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number above {bound}.");
    }

    internal static void Within(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= least && value <= most)) throw new ArgumentOutOfRangeException(name, value, $"{name} must be {least} to {most}.");
    }

    internal static void Index(long index, [CallerArgumentExpression(nameof(index))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index, name);
        if (index > MaxIndex) throw new ArgumentOutOfRangeException(name, index, $"{name} must be at most {MaxIndex}.");
    }

    /// <summary>Indices are scores of a sorted set, which are exact below 2^53. The largest a caller may give is half of that, so that a next index always exists.</summary>
    internal const long MaxIndex = 1L << 52;

    /// <summary>Beyond every index: events that are added behind the largest imported one can be read on from.</summary>
    internal const long MaxCursor = 1L << 53;

    internal static void Offset(int offset, [CallerArgumentExpression(nameof(offset))] string? name = null) =>
        ArgumentOutOfRangeException.ThrowIfNegative(offset, name);

    internal static void Limit(int limit, [CallerArgumentExpression(nameof(limit))] string? name = null)
    {
        if (limit is < 1 or > EventLimits.MaxPageLimit) throw new ArgumentOutOfRangeException(name, limit, $"{name} must be 1 to {EventLimits.MaxPageLimit}.");
    }

    internal static void AfterIndex(long? afterIndex, [CallerArgumentExpression(nameof(afterIndex))] string? name = null)
    {
        if (afterIndex is < -1 or > MaxCursor) throw new ArgumentOutOfRangeException(name, afterIndex, $"{name} must be −1 to {MaxCursor}.");
    }

    internal static void TimeToLive(TimeSpan? timeToLive, [CallerArgumentExpression(nameof(timeToLive))] string? name = null)
    {
        if (timeToLive is { } known && (known < TimeSpan.FromMilliseconds(1) || known > LongestTimeToLive))
        {
            throw new ArgumentOutOfRangeException(name, timeToLive, $"{name} must be a millisecond to 366 days.");
        }
    }

    internal static void Instant(DateTimeOffset? instant, [CallerArgumentExpression(nameof(instant))] string? name = null)
    {
        if (instant < Instants.Earliest || instant > Instants.Latest)
        {
            throw new ArgumentOutOfRangeException(name, instant, $"{name} must lie between the years 1700 and 2200.");
        }
    }

    internal static void Data(DataObject? data, [CallerArgumentExpression(nameof(data))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Count > 0) Data(data, DataValue.MaxDepth, name);
    }

    internal static void Data(DataValue data, [CallerArgumentExpression(nameof(data))] string? name = null) => Data(data, DataValue.MaxDepth, name);

    private static void Data(DataValue data, int levels, string? name)
    {
        if (levels == 0 && data.Kind is (DataKind.Array or DataKind.Object)) throw new ArgumentException($"{name} is nested deeper than {DataValue.MaxDepth} levels.", name);
        switch (data.Kind)
        {
            case DataKind.String:
                Text(data.AsString(), name);
                break;
            case DataKind.Array:
                foreach (var item in data.AsArray().AsSpan()) Data(item, levels - 1, name);
                break;
            case DataKind.Object:
                foreach (var (key, value) in data.AsObject().AsSpan())
                {
                    Text(key, name);
                    Data(value, levels - 1, name);
                }

                break;
        }
    }

    /// <summary>Why a text is no id; null when it is one.</summary>
    private static string? ProblemOf(string id)
    {
        if (string.IsNullOrWhiteSpace(id)) return "is empty or white space";
        if (id.Length > MaxIdBytes) return TooLong;
        if (!IsWellFormed(id)) return "contains an unpaired surrogate";
        if (id.AsSpan().ContainsAny(ControlCharacters)) return "contains a control character";

        // A UTF-16 unit takes at most three bytes, so short ids need no count.
        return id.Length > MaxIdBytes / 3 && Encoding.UTF8.GetByteCount(id) > MaxIdBytes ? TooLong : null;
    }

    private static bool IsWellFormed(string text)
    {
        // Text without surrogates, nearly all there is, is done after one vectorised scan.
        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (at < 0) return true;
        for (; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return false;
            at++;
        }

        return true;
    }
}
