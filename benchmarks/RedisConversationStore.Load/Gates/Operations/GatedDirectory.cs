namespace Conversations.Redis.Load;

internal static class GatedDirectory
{
    private const int Rooms = 10;
    private const string Participant = "somebody";
    private const string Channel = "somewhere";

    internal static IReadOnlyList<GatedOperation> All { get; } =
    [
        new("directory.find[10]", async stage =>
        {
            await AddRoomsAsync(stage);
            var query = new RoomQuery { OrganizationId = "acme" };
            return _ => stage.Store.Directory.FindAsync(query, limit: Rooms);
        }),
        new("directory.find_latest", async stage =>
        {
            await AddRoomsAsync(stage);
            return _ => stage.Store.Directory.FindLatestAsync(Participant);
        }),
        new("directory.find_ids_by_channel[10]", async stage =>
        {
            await AddRoomsAsync(stage);
            return _ => stage.Store.Directory.FindIdsByChannelAsync(Channel);
        }),
    ];

    private static Task AddRoomsAsync(GateStage stage) => GateStage.RepeatAsync(Rooms, async number =>
    {
        var id = GateStage.Numbered("found", number);
        await stage.AddRoomAsync(id);
        await stage.Store.Participants.AddAsync(Samples.Participant with { RoomId = id, Id = Participant });
        await stage.Store.Bindings.AddAsync(Samples.Binding with { RoomId = id, ChannelId = Channel, ParticipantId = Participant });
    });
}
