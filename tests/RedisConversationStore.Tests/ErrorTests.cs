using Xunit;

namespace Conversations.Tests;

/// <summary>What programs rely on in errors: their codes, and what they name.</summary>
public sealed class ErrorTests
{
    private static readonly Dictionary<string, ConversationStoreException> Errors = new()
    {
        ["not_found"] = new RecordNotFoundException(RecordKinds.Task, "t"),
        ["already_exists"] = new RecordAlreadyExistsException(RecordKinds.Room, "r"),
        ["conflict"] = new RecordConflictException(RecordKinds.Event, "e", "because."),
        ["room_closed"] = new RoomClosedException("r"),
        ["room_too_large"] = new RoomTooLargeException("r", 3, 2),
        ["unavailable"] = new StoreUnavailableException(UnavailableReason.Timeout, "late", isRetrySafe: true, mayHaveTakenEffect: true),
        ["corrupt_record"] = new CorruptRecordException("conv:r:room", 7, "damaged."),
        ["incompatible_layout"] = new IncompatibleLayoutException("conv:layout", "2", "1"),
    };

    [Fact]
    public void Every_error_of_the_store_has_a_code_that_never_changes()
    {
        var types = typeof(ConversationStoreException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(ConversationStoreException)));

        Assert.Equal(types.ToHashSet(), Errors.Values.Select(error => error.GetType()).ToHashSet());
        Assert.All(Errors, error => Assert.Equal(error.Key, error.Value.Code));
    }

    [Fact]
    public void Errors_name_the_kind_and_the_id_of_the_record()
    {
        Assert.Equal(
            ["room", "event", "binding", "participant", "identity", "task", "observation", "idempotency_key"],
            [RecordKinds.Room, RecordKinds.Event, RecordKinds.Binding, RecordKinds.Participant, RecordKinds.Identity, RecordKinds.Task, RecordKinds.Observation, RecordKinds.IdempotencyKey]);
        var notFound = Assert.IsType<RecordNotFoundException>(Errors["not_found"]);
        Assert.Equal(("task", "t"), (notFound.Kind, notFound.Id));
        var alreadyExists = Assert.IsType<RecordAlreadyExistsException>(Errors["already_exists"]);
        Assert.Equal(("room", "r"), (alreadyExists.Kind, alreadyExists.Id));
        var conflict = Assert.IsType<RecordConflictException>(Errors["conflict"]);
        Assert.Equal(("event", "e"), (conflict.Kind, conflict.Id));
        Assert.EndsWith("because.", conflict.Message, StringComparison.Ordinal);
        Assert.Equal("r", Assert.IsType<RoomClosedException>(Errors["room_closed"]).RoomId);
        var tooLarge = Assert.IsType<RoomTooLargeException>(Errors["room_too_large"]);
        Assert.Equal(("r", 3L, 2), (tooLarge.RoomId, tooLarge.Records, tooLarge.Limit));
    }

    [Fact]
    public void An_unavailable_store_says_why_and_whether_to_try_again()
    {
        var error = Assert.IsType<StoreUnavailableException>(Errors["unavailable"]);

        Assert.Equal((UnavailableReason.Timeout, true, true), (error.Reason, error.IsRetrySafe, error.MayHaveTakenEffect));
    }

    [Fact]
    public void A_corrupt_record_names_its_key_and_its_format_version()
    {
        var error = Assert.IsType<CorruptRecordException>(Errors["corrupt_record"]);

        Assert.Equal(("conv:r:room", 7), (error.Key, error.FormatVersion));
        Assert.Contains("conv:r:room", error.Message, StringComparison.Ordinal);
        Assert.Null(new CorruptRecordException("key", null, "empty.").FormatVersion);
    }
}
