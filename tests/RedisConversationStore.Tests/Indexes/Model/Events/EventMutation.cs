namespace Conversations.Tests.Indexes.Model.Events;

/// <summary>One rule of the protocol that is left out, to show that the model would notice.</summary>
public enum EventMutation
{
    None,

    /// <summary>A writer that added the event does not look at a locator that was there already.</summary>
    CommittedTrustsLocator,

    /// <summary>A writer that added the event overwrites a locator that was there already.</summary>
    CommittedOverwritesLocator,

    /// <summary>A writer whose event is a duplicate does not look at a locator that was there already.</summary>
    DuplicateTrustsLocator,

    /// <summary>A writer that puts the locator right does not read the truth between reading and changing it.</summary>
    TruthIsNotReadBetween,

    /// <summary>A writer whose reply was lost sends the event again with the same nonce.</summary>
    RepeatKeepsNonce,

    /// <summary>A deletion compares the room in the locator, and not the nonce.</summary>
    DeletionIgnoresNonce,

    /// <summary>A refused writer compares the room in the locator, and not the nonce.</summary>
    RefusedIgnoresNonce,

    /// <summary>A deletion removes the locator before the truth.</summary>
    LocatorGoesBeforeTruth,
}
