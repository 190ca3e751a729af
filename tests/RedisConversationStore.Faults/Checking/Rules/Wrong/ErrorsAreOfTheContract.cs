using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>Whatever happens, a call ends with an answer or with an error that the contract gives it.</summary>
internal sealed class ErrorsAreOfTheContract() : Rule(ViolationKind.Wrong)
{
    public override IEnumerable<Finding> Check(RoomHistory room) =>
        from call in room.AllCalls
        let error = call.End?.Error
        where error is not null && !IsOfTheContract(call.Operation, error.Code)
        select (Finding)$"{call} of {room.Id} ended with {error.Code}: {error.Message}";

    private static bool IsOfTheContract(Operation operation, string code) => code switch
    {
        ConversationStoreErrorCodes.Unavailable => true,
        ConversationStoreErrorCodes.AlreadyExists => operation == Operation.CreateRoom,
        ConversationStoreErrorCodes.Conflict => operation == Operation.UpdateRoom,
        _ => false,
    };
}
