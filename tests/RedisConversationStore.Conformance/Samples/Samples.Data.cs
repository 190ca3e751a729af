namespace Conversations.Conformance;

public static partial class Samples
{
    /// <summary>Text that an escaping, a separator or a wrong encoding would change.</summary>
    public const string HostileText = "\"\\/\b\f\n\r\t\0\u007f\u0085\u2028\uFEFF {}[]:;,*?%7B $1 \\u0041 é e\u0301 שלום \u202Eevil 漢字 👩‍👩‍👧 \U0010FFFF \uFFFF";

    /// <summary>Free-form data of every kind, as deep as it may be.</summary>
    public static DataObject Data { get; } = DataObject.Of(
        ("z", "first in order, last in the alphabet"),
        ("null", DataValue.Null),
        ("true", true),
        ("false", false),
        ("zero", 0),
        ("largest", long.MaxValue),
        ("smallest", long.MinValue),
        ("beyond 2^53", (1L << 53) + 1),
        ("double", 0.1),
        ("whole double", 1.0),
        ("negative zero", -0.0),
        ("huge double", double.MaxValue),
        ("tiny double", double.Epsilon),
        ("empty string", ""),
        ("text", HostileText),
        ("", "under the empty key"),
        (HostileText, "under a hostile key"),
        ("empty array", DataValue.Array()),
        ("empty object", DataObject.Empty),
        ("array", DataValue.Array(DataValue.Null, true, 1, 1.5, "x", DataValue.Array(DataValue.Array()), DataObject.Of(("b", 1), ("a", 2)))),
        ("deep", Deep(DataValue.MaxDepth - 1)),
        ("a", "last in order, first in the alphabet"));

    /// <summary>Arrays and objects nested in turn to a depth.</summary>
    /// <param name="levels">1 for an object of plain values.</param>
    public static DataValue Deep(int levels) =>
        levels == 1 ? DataObject.Of(("innermost", 1))
        : levels % 2 == 0 ? DataValue.Array(Deep(levels - 1))
        : DataObject.Of(("inner", Deep(levels - 1)));
}
