namespace Conversations.Tests.Indexes.Model.Tasks;

/// <summary>One task id that rooms may claim, two writers, two readers and a deleter of room 1, which is created again at once.</summary>
internal struct TaskState
{
    /// <summary>The nonce of the claim that the locator holds; 0 for none. A nonce belongs to one room.</summary>
    internal byte Locator;

    /// <summary>A bit for each room that has the task.</summary>
    internal byte Rooms;

    /// <summary>1 while the task of the deleted room is put aside.</summary>
    internal byte Aside;

    /// <summary>A bit for each nonce whose deadline was found to have passed.</summary>
    internal byte Expired;

    /// <summary>By nonce: one of <see cref="Intent"/>, in the slot of the nonce's room.</summary>
    internal Bytes8 Intents;

    internal TwoProcesses Writers;

    internal TwoProcesses Readers;

    internal ProcessState Deleter;
}
