using Conversations.Faults.Checking.Records;
using Conversations.Faults.Checking.Registers;
using Conversations.Faults.Checking.Rules.Doubled;
using Conversations.Faults.Checking.Rules.Lost;
using Conversations.Faults.Checking.Rules.Wrong;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking.Rules;

/// <summary>What is checked of what is in the store.</summary>
internal static class AllRules
{
    private static readonly Register[] Registers = [new Markers(), new Counters(), new DeliveredIndex(), new RoomVersion()];

    /// <summary>Of every room.</summary>
    public static IReadOnlyList<Rule> OfRooms { get; } =
    [
        new RoomsStay(),
        new RoomsAreListed(),
        new EventsStay(),
        new EventsAreFoundByIdAlone(),
        new DeletionsStay(),
        new ClaimsStay(),
        .. Registers.Select(register => new Stay(register)),

        new EventHasOneIndex(),
        new EventIsCommittedOnce(),
        new KeyHasOneEvent(),
        new OneWinner("RoomHasOneCreator", Operation.CreateRoom, _ => "the creation"),
        new OneWinner("ClaimHasOneWinner", Operation.Claim, claim => claim.Key!),
        new OneWinner("DeliveredStepHasOneWinner", Operation.AdvanceDelivered, step => $"delivered index {step.Value}"),
        new OneWinner("VersionHasOneWinner", Operation.UpdateRoom, update => $"the update of version {update.Version}"),

        new IndexStandsForOneEvent(),
        new IndicesAreDense(),
        new CountersEqualTheTally(),
        new AnswersNameTheEvent(),
        new BatchesAreWhole(),
        new NothingThatNobodySent(),
        new EverythingIsReadable(),
        new KeysNameTheirEvent(),
        new UnreadEqualsTheCount(),
        new ReadsAreInOrder(),
        new ReadsAreFresh(),
        new RoomListsAreFresh(),
        new ClaimHasAWinner(),
        new DeliveredStepsHaveWinners(),
        .. Registers.Select(register => new NeverGoBack(register)),
    ];

    /// <summary>Of the records that are neither rooms nor events.</summary>
    public static IReadOnlyList<Rule<RecordHistory>> OfRecords { get; } =
    [
        new RecordsStay(),
        new LinksStay(),
        new RecordsAreFound(),
        new RoomsOfChannelsAreFound(),
        new RoomsOfParticipantsAreFound(),

        new RecordHasOneCreator(),
        new RecordIsInOneRoom(),
        new RecordsAreWrittenOnce(),

        new RecordsAreOfWriters(),
        new RecordsAreReadable(),
        new RecordReadsAreFresh(),
    ];
}
