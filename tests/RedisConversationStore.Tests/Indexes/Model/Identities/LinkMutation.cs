namespace Conversations.Tests.Indexes.Model.Identities;

/// <summary>One rule of the protocol that is left out, to show that the model would notice.</summary>
public enum LinkMutation
{
    None,

    /// <summary>COMMIT does not look whether the intent is pending.</summary>
    CommitIgnoresIntent,

    /// <summary>A writer removes the links below its own before COMMIT.</summary>
    RemovesBelowBeforeCommit,

    /// <summary>A reader reads the identity before its intents.</summary>
    IdentityIsReadBeforeIntents,

    /// <summary>A reader that found none does not look whether the top has changed.</summary>
    TopIsNotReadAgain,

    /// <summary>A reader that found none does not look whether a pending link was committed meanwhile.</summary>
    PendingIsNotReadAgain,

    /// <summary>Readers page by rank.</summary>
    PagesByRank,

    /// <summary>A link is offered below the others.</summary>
    OfferedAtTheBottom,
}
