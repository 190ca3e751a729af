namespace Conversations;

/// <summary>The data was written in a layout that this version of the library does not know. Nothing was read or changed. Update the library on this replica, or point it at other data.</summary>
public sealed class IncompatibleLayoutException : ConversationStoreException
{
    /// <summary>Reports another layout.</summary>
    /// <param name="key">Where the layout's version is kept.</param>
    /// <param name="found">The version found.</param>
    /// <param name="supported">The version this library reads and writes.</param>
    public IncompatibleLayoutException(string key, string found, string supported)
        : base(ConversationStoreErrorCodes.IncompatibleLayout, $"The data has layout '{found}' (at '{key}'); this version of the library knows layout {supported} only. Update it, or use another key prefix. Nothing was changed.")
    {
        Key = key;
        Found = found;
        Supported = supported;
    }

    /// <summary>Where the layout's version is kept.</summary>
    public string Key { get; }

    /// <summary>The version found.</summary>
    public string Found { get; }

    /// <summary>The version this library reads and writes.</summary>
    public string Supported { get; }
}
