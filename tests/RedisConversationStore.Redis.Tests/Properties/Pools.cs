using Conversations.Conformance;
using CsCheck;

namespace Conversations.Redis.Tests.Properties;

/// <summary>The few ids that one sequence of operations uses, so that its operations meet. Pools may share ids: a room and an event of the same name must not touch.</summary>
internal sealed class Pools
{
    private Pools(string[][] ids)
    {
        (Rooms, Events, Keys) = (ids[0], ids[1], ids[2]);
        (Channels, Participants, Identities) = (ids[3], ids[4], ids[5]);
        (Addresses, Organizations, Tasks, Observations) = (ids[6], ids[7], ids[8], ids[9]);
    }

    internal string[] Rooms { get; }

    internal string[] Events { get; }

    internal string[] Keys { get; }

    internal string[] Channels { get; }

    internal string[] Participants { get; }

    internal string[] Identities { get; }

    internal string[] Addresses { get; }

    internal string[] Organizations { get; }

    internal string[] Tasks { get; }

    internal string[] Observations { get; }

    /// <summary>For sequences of many operations over several rooms.</summary>
    internal static Gen<Pools> Several { get; } = Create(rooms: 3, events: 6, others: 3);

    /// <summary>For a few operations on one room at the same time.</summary>
    internal static Gen<Pools> OneRoom { get; } = Create(rooms: 1, events: 2, others: 1);

    internal Gen<string> Room => Gen.OneOf(Rooms);

    internal Gen<string> Event => Gen.OneOf(Events);

    internal Gen<string> Key => Gen.OneOf(Keys);

    internal Gen<string> Channel => Gen.OneOf(Channels);

    internal Gen<string> Participant => Gen.OneOf(Participants);

    internal Gen<string> Identity => Gen.OneOf(Identities);

    internal Gen<string> Address => Gen.OneOf(Addresses);

    internal Gen<string?> Organization => Gen.OneOf<string?>([null, .. Organizations]);

    internal Gen<string> Task => Gen.OneOf(Tasks);

    internal Gen<string> Observation => Gen.OneOf(Observations);

    private static Gen<Pools> Create(int rooms, int events, int others) =>
        Gen.Select(Some(rooms), Some(events), Some(others).Array[8], (ofRooms, ofEvents, ofOthers) => new Pools([ofRooms, ofEvents, .. ofOthers]));

    private static Gen<string[]> Some(int count) => Gen.Shuffle(Samples.HostileIds.ToArray(), count);
}
