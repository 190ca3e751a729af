namespace Conversations.Tests.Indexes.Model.Events;

/// <summary>The locator of one event id, two rooms, two writers, two readers and a deleter of the event in room 1.</summary>
internal struct EventState
{
    /// <summary>The nonce in the locator, which stands for room and nonce; 0 for none.</summary>
    internal byte Locator;

    /// <summary>The nonce of the event in room 1; 0 when it is not there.</summary>
    internal byte First;

    /// <summary>The nonce of the event in room 2; 0 when it is not there.</summary>
    internal byte Second;

    /// <summary>A bit for each room whose event was acknowledged.</summary>
    internal byte Acknowledged;

    /// <summary>A bit for each room that was the only one with the event since it was added there.</summary>
    internal byte Alone;

    internal TwoProcesses Writers;

    internal TwoProcesses Readers;

    internal ProcessState Deleter;
}
