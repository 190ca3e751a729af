using Conversations.Conformance;
using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>Operations on bindings, participants, tasks and observations.</summary>
internal static class RecordOperations
{
    internal static (int Weight, IGen<Operation> Gen)[] All(Pools pools) =>
    [
        (6, Binding(pools).Select(binding => Operation.Of("Bindings.AddAsync", store => store.Bindings.AddAsync(binding), binding))),
        (3, Binding(pools).Select(binding => Operation.Of("Bindings.UpdateAsync", store => store.Bindings.UpdateAsync(binding), binding))),
        (1, Gen.Select(pools.Room, pools.Channel, (room, channel) => Operation.Of("Bindings.GetAsync", store => store.Bindings.GetAsync(room, channel), room, channel))),
        (1, Gen.Select(pools.Room, pools.Channel, (room, channel) => Operation.Of("Bindings.ExistsAsync", store => store.Bindings.ExistsAsync(room, channel), room, channel))),
        (2, Gen.Select(pools.Room, pools.Channel, (room, channel) => Operation.Of("Bindings.RemoveAsync", store => store.Bindings.RemoveAsync(room, channel), room, channel))),
        (1, pools.Room.Select(room => Operation.Of("Bindings.ListAsync", store => store.Bindings.ListAsync(room), room))),
        (6, Participant(pools).Select(participant => Operation.Of("Participants.AddAsync", store => store.Participants.AddAsync(participant), participant))),
        (3, Participant(pools).Select(participant => Operation.Of("Participants.UpdateAsync", store => store.Participants.UpdateAsync(participant), participant))),
        (1, Gen.Select(pools.Room, pools.Participant, (room, id) => Operation.Of("Participants.GetAsync", store => store.Participants.GetAsync(room, id), room, id))),
        (2, Gen.Select(pools.Room, pools.Participant, (room, id) => Operation.Of("Participants.RemoveAsync", store => store.Participants.RemoveAsync(room, id), room, id))),
        (1, pools.Room.Select(room => Operation.Of("Participants.ListAsync", store => store.Participants.ListAsync(room), room))),
        (4, Task(pools).Select(task => Operation.Of("Tasks.AddAsync", store => store.Tasks.AddAsync(task), task))),
        (2, Task(pools).Select(task => Operation.Of("Tasks.UpdateAsync", store => store.Tasks.UpdateAsync(task), task))),
        (1, pools.Task.Select(task => Operation.Of("Tasks.GetAsync", store => store.Tasks.GetAsync(task), task))),
        (1, Gen.Select(pools.Room, Values.OrNone(Values.TaskStatus), (room, status) => Operation.Of("Tasks.ListAsync", store => store.Tasks.ListAsync(room, status), room, status))),
        (4, Observation(pools).Select(observation => Operation.Of("Observations.AddAsync", store => store.Observations.AddAsync(observation), observation))),
        (2, Observation(pools).Select(observation => Operation.Of("Observations.UpdateAsync", store => store.Observations.UpdateAsync(observation), observation))),
        (1, Gen.Select(pools.Room, pools.Observation, (room, id) => Operation.Of("Observations.GetAsync", store => store.Observations.GetAsync(room, id), room, id))),
        (1, pools.Room.Select(room => Operation.Of("Observations.ListAsync", store => store.Observations.ListAsync(room), room))),
    ];

    private static Gen<ChannelBinding> Binding(Pools pools) =>
        from room in pools.Room
        from channel in pools.Channel
        from isFull in Gen.Int[0, 5]
        from type in Values.ChannelType
        from participant in Values.OrNull(pools.Participant)
        from attachedAt in Values.Instant
        from visibility in Values.Words
        from metadata in Values.Metadata
        from unknown in Values.Unknown
        select (isFull == 0 ? Samples.FullBinding(channel, room) : Samples.Binding(channel, room)) with
        {
            ChannelType = type,
            ParticipantId = participant,
            AttachedAt = attachedAt,
            Visibility = visibility,
            Metadata = metadata,
            UnknownMembers = unknown,
        };

    private static Gen<Participant> Participant(Pools pools) =>
        from room in pools.Room
        from id in pools.Participant
        from isFull in Gen.Int[0, 5]
        from channel in pools.Channel
        from connectedVia in pools.Channel.Array[0, 3]
        from name in Values.OrNull(Values.Words)
        from joinedAt in Values.Instant
        from metadata in Values.Metadata
        from unknown in Values.Unknown
        select (isFull == 0 ? Samples.FullParticipant(id, room) : Samples.Participant(id, room)) with
        {
            ChannelId = channel,
            ConnectedVia = [.. connectedVia],
            DisplayName = name,
            JoinedAt = joinedAt,
            Metadata = metadata,
            UnknownMembers = unknown,
        };

    private static Gen<ConversationTask> Task(Pools pools) =>
        from room in pools.Room
        from id in pools.Task
        from title in Values.Words
        from status in Values.TaskStatus
        from createdAt in Values.Instant
        from metadata in Values.Metadata
        from unknown in Values.Unknown
        select Samples.FullTask(id, room) with { Title = title, Status = status, CreatedAt = createdAt, Metadata = metadata, UnknownMembers = unknown };

    private static Gen<Observation> Observation(Pools pools) =>
        from room in pools.Room
        from id in pools.Observation
        from content in Values.Words
        from confidence in Gen.OneOf(0.0, -0.0, 0.1, 1.0)
        from createdAt in Values.Instant
        from metadata in Values.Metadata
        from unknown in Values.Unknown
        select Samples.FullObservation(id, room) with { Content = content, Confidence = confidence, CreatedAt = createdAt, Metadata = metadata, UnknownMembers = unknown };
}
