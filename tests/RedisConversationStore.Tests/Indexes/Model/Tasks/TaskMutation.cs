namespace Conversations.Tests.Indexes.Model.Tasks;

/// <summary>One rule of the protocol that is left out, to show that the model would notice.</summary>
public enum TaskMutation
{
    None,

    /// <summary>COMMIT does not look whether the intent is pending.</summary>
    CommitIgnoresIntent,

    /// <summary>A claim whose deadline has passed is taken over without making its intent removable.</summary>
    ExpiredIntentStaysPending,

    /// <summary>A claim of the same room is replaced without making its intent removable first.</summary>
    SameRoomClaimIsNotRetired,

    /// <summary>Whether a room has the task is read before its intents.</summary>
    TaskIsReadBeforeIntents,

    /// <summary>CLAIM does not compare.</summary>
    ClaimDoesNotCompare,

    /// <summary>A claim is removed without comparing its value.</summary>
    RemovalDoesNotCompare,

    /// <summary>A deletion does not look for intents and the task of a room that was created again.</summary>
    DeletionDoesNotLook,

    /// <summary>A refused writer leaves its claim and drops its intent.</summary>
    AbortForgetsClaim,
}
