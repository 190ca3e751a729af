namespace Conversations;

/// <summary>What all records of the contract have in common: immutability, equality by value, and members that this version does not know.</summary>
public abstract record ConversationRecord
{
    /// <summary>Members written by another version of this library or by another program, kept and written back unchanged. A member named <c>#n</c> is field number n of the stored format. Empty in almost every record.</summary>
    public DataObject UnknownMembers { get; init; } = DataObject.Empty;
}
