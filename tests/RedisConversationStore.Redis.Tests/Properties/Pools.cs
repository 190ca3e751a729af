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

    internal static Gen<Pools> Any { get; } =
        Gen.Select(Some(3), Some(6), Some(3), Some(3), Some(3), Some(3), Some(3), Some(2))
            .Select(Gen.Select(Some(3), Some(2)), (eight, two) => new Pools(
            [
                eight.Item1, eight.Item2, eight.Item3, eight.Item4, eight.Item5, eight.Item6, eight.Item7, eight.Item8, two.Item1, two.Item2,
            ]));

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

    private static Gen<string[]> Some(int count) => Gen.Shuffle(Samples.HostileIds.ToArray(), count);
}
