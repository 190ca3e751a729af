using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules.Wrong;

/// <summary>Whatever happens, a call ends with an answer or with an error that the contract gives it.</summary>
internal static class ErrorsAreOfTheContract
{
    public const string Name = nameof(ErrorsAreOfTheContract);

    public static IEnumerable<Finding> Check(DriverHistory driver) =>
        from call in driver.Calls
        let error = call.End?.Error
        where error is not null && !IsOfTheContract(call.Start, error.Code)
        select (Finding)$"{call} of {call.Start.Record?.ToString() ?? call.Start.RoomId} ended with {error.Code}: {error.Message}";

    private static bool IsOfTheContract(CallStart call, string code) => code switch
    {
        ConversationStoreErrorCodes.Unavailable => true,
        ConversationStoreErrorCodes.AlreadyExists => call.Operation is Operation.CreateRoom or Operation.CreateRecord,
        ConversationStoreErrorCodes.Conflict => call.Operation == Operation.UpdateRoom,

        // No room is deleted, so what is not found is the record to replace, or the identity to link to.
        ConversationStoreErrorCodes.NotFound => call is { Operation: Operation.UpdateRecord } or { Operation: Operation.PutRecord, Record.Kind: RecordKind.Address },
        _ => false,
    };
}
