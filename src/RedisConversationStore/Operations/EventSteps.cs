namespace Conversations.Redis.Operations;

/// <summary>How much of a timeline one step of the server reads. The server works on one step at a time, so a step that takes long holds up every other caller.</summary>
/// <remarks>
/// <para>No command can be bounded in bytes, and the size of an event shows only when it is read. A plain range is by far the fastest way, so it serves as many events as can do no harm at any size, and more in a room whose events were small when this process read them last. Everything else begins with a script that stops at a number of bytes.</para>
/// <para>Measured on Redis 7.0 (<c>limits --only longest_step</c>): a plain range takes 0.1 to 1.3 milliseconds per MB and up to 4 where the machine gives the server fresh memory slowly, a script 5 to 7.</para>
/// </remarks>
/// <param name="maxEventBytes">The largest event of the store.</param>
internal sealed class EventSteps(int maxEventBytes)
{
    /// <summary>How many bytes a script reads before it stops.</summary>
    internal const int ScriptBytes = 768 * 1024;

    private const int SmallEvent = 64 * 1024;
    private const int MostOnTrust = 64;
    private const int PlainBytes = 4 * 1024 * 1024;

    // How many events a script reads at first, before it knows their size.
    private const int FirstOnTrust = 8;

    private readonly int mostOfAnySize = Math.Clamp(PlainBytes / maxEventBytes, 1, MostOnTrust);

    // By room: the hash of a room whose events were small. One that another room's drives out is read by script the next time.
    private readonly int[] smallRooms = new int[4096];

    /// <summary>Whether a plain range may read so many events at once.</summary>
    internal bool IsOneStep(string roomId, int count) => count <= mostOfAnySize || (count <= MostOnTrust && IsSmall(roomId));

    /// <summary>Whether an event of so many bytes is large.</summary>
    internal static bool IsLarge(int bytes) => bytes > SmallEvent;

    /// <summary>How many events a script reads before it looks at their bytes for the first time.</summary>
    internal int FirstRead(string roomId) => IsSmall(roomId) ? FirstOnTrust : 1;

    /// <summary>How many events the next plain range reads, when so many are left and the largest one read so far has so many bytes.</summary>
    internal int Next(long left, int largest) => (int)Math.Min(left, IsLarge(largest) ? mostOfAnySize : MostOnTrust);

    /// <summary>Takes note of the events of a room that were read or are being written.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="largest">The bytes of the largest; 0 for none.</param>
    internal void Saw(string roomId, int largest)
    {
        if (largest == 0) return;
        var hash = HashOf(roomId);
        ref var slot = ref smallRooms[(uint)hash % (uint)smallRooms.Length];
        if (!IsLarge(largest)) slot = hash;
        else if (slot == hash) slot = 0;
    }

    /// <summary>Takes note of an event that is being written: only a large one changes what is known of its room.</summary>
    internal void Writes(string roomId, int bytes)
    {
        if (IsLarge(bytes)) Saw(roomId, bytes);
    }

    private bool IsSmall(string roomId)
    {
        var hash = HashOf(roomId);
        return smallRooms[(uint)hash % (uint)smallRooms.Length] == hash;
    }

    // 0 stands for no room.
    private static int HashOf(string roomId) => roomId.GetHashCode(StringComparison.Ordinal) is var hash and not 0 ? hash : 1;
}
