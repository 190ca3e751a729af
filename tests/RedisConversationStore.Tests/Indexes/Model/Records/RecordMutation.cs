namespace Conversations.Tests.Indexes.Model.Records;

/// <summary>One rule of the protocol that is left out, to show that the model would notice.</summary>
public enum RecordMutation
{
    None,

    /// <summary>ENTRIES are written before BEGIN.</summary>
    EntriesBeforeBegin,

    /// <summary>COMMIT does not look whether the intent is pending.</summary>
    CommitIgnoresIntent,

    /// <summary>A repeated COMMIT does not look whether the truth carries its nonce already, and the writer withdraws.</summary>
    RepeatedCommitIsRefused,

    /// <summary>COMMIT does not note the entries of what it replaced.</summary>
    CommitForgetsReplaced,

    /// <summary>A cleaner does not read the truth again after it saw no intent.</summary>
    CleanerReadsTruthFirst,

    /// <summary>A cleaner does not ask for intents at all.</summary>
    CleanerIgnoresIntents,

    /// <summary>A cleaner that saw no intent does not look whether the room is being deleted.</summary>
    CleanerIgnoresTokens,

    /// <summary>HDEL of an intent comes before the ZREM of its entries.</summary>
    IntentGoesBeforeEntries,

    /// <summary>The deletion of a room notes no intent.</summary>
    DeletionWithoutIntent,

    /// <summary>The deletion of a room notes its intent as pending.</summary>
    DeletionNotesPending,

    /// <summary>The token of a deleted room goes after its entries and its intent.</summary>
    TokenGoesLast,

    /// <summary>What was put aside goes before the entries that only it names.</summary>
    AsideGoesBeforeEntries,

    /// <summary>Readers page by rank.</summary>
    PagesByRank,
}
