using System.Diagnostics;
using Conversations.Faults.Checking;
using Conversations.Faults.Driving;
using Conversations.Faults.History;

namespace Conversations.Faults.Tests.Planted;

/// <summary>The record of one room and what is in it in the end, made by hand. Calls follow one another; each takes a millisecond.</summary>
internal sealed class PlantedHistory
{
    public const string Room = "room";

    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    private readonly List<RecordedCall> calls = [];
    private readonly List<Stall> stalls = [];
    private long lastCall;

    public PlantedHistory() => Records = new(this);

    /// <summary>An answer that says no more than that the call was answered; the history gives it its call and time.</summary>
    public static CallEnd Reply { get; } = new() { Call = 0, At = 0 };

    /// <summary>The events that are there in the end.</summary>
    public List<FinalEvent> Events { get; } = [];

    /// <summary>What is there in the end, besides events. How events are found follows from them.</summary>
    public FinalRoom Final { get; set; } = new();

    /// <summary>What is neither a room nor an event.</summary>
    public PlantedRecords Records { get; }

    /// <summary>What is wrong with how events are found, if anything.</summary>
    public Func<FinalRoom, FinalRoom> Damage { get; set; } = final => final;

    public bool IsThere { get; set; } = true;

    public bool IsClosed { get; set; } = true;

    /// <summary>The present, on the clock of the record.</summary>
    public long Now { get; private set; } = Stopwatch.Frequency;

    /// <summary>A history with a call of every kind in which nothing is wrong: a, b and e are there, d was deleted, c was a duplicate of b by its key.</summary>
    public static PlantedHistory Clean()
    {
        var planted = new PlantedHistory();
        planted.Create();
        planted.Add("a", 0);
        planted.Add("b", 1, key: "key");
        planted.Answer(Start(Operation.Add) with { Events = [new("c", "key")] }, Reply with { Added = [new("b", 1, Committed: false)] });
        planted.Read(-1, 10, ("a", 0), ("b", 1));
        planted.AddMany(("d", 2), ("e", 3));
        planted.Delete("d");
        planted.Read(1, 10, ("e", 3));
        planted.Claim("claim", true);
        planted.Claim("claim", false);
        planted.MarkRead("x", "b", true);
        planted.MarkAllRead("y", true);
        planted.Markers(("x", 1), ("y", 3));
        planted.Answer(Start(Operation.UnreadCount) with { ChannelId = "y" }, Reply with { Number = 0 });
        planted.Patch("counter", 1, version: 2);
        planted.Update("counter", 2, basedOn: 2);
        planted.Get(3, ("counter", 2));
        planted.Advance(0, true);
        planted.Advance(0, false);
        planted.GetDelivered(0);
        planted.Records.CallAll();
        planted.Events.AddRange([Event("a", 0), Event("b", 1, "key"), Event("e", 3)]);
        planted.Final = new()
        {
            EventCount = 4,
            LatestIndex = 3,
            DeliveredIndex = 0,
            Version = 3,
            Counters = new Dictionary<string, long> { ["counter"] = 2 },
            Markers = new Dictionary<string, long> { ["x"] = 1, ["y"] = 3 },
            ClaimedKeys = new HashSet<string> { "claim" },
        };
        return planted;
    }

    public static FinalEvent Event(string id, long index, string? key = null) => new(id, index, key, SentEvents.BodyOf(id));

    public static CallStart Start(Operation operation) => new() { Operation = operation, RoomId = Room };

    public void Create() => Answer(Start(Operation.CreateRoom));

    public void Add(string id, long index, bool committed = true, string? key = null) =>
        Answer(Start(Operation.Add) with { Events = [new(id, key)] }, Reply with { Added = [new(id, index, committed)] });

    public void AddMany(params (string Id, long Index)[] events) => Answer(
        Start(Operation.AddMany) with { Events = [.. events.Select(one => new SentEvent(one.Id))] },
        Reply with { Added = [.. events.Select(one => new AddedEvent(one.Id, one.Index, Committed: true))] });

    public void Delete(string id) => Answer(Start(Operation.Delete) with { EventId = id });

    public void Read(long after, int limit, params (string Id, long Index)[] seen) =>
        Answer(Start(Operation.Timeline) with { Value = after, Limit = limit }, Reply with { Seen = [.. seen.Select(one => new SeenEvent(one.Id, one.Index))] });

    public void Claim(string key, bool claimed) => Answer(Start(Operation.Claim) with { Key = key }, Moved(claimed));

    public void MarkRead(string channel, string eventId, bool moved) => Answer(Start(Operation.MarkRead) with { ChannelId = channel, EventId = eventId }, Moved(moved));

    public void MarkAllRead(string channel, bool moved) => Answer(Start(Operation.MarkAllRead) with { ChannelId = channel }, Moved(moved));

    public void Markers(params (string Channel, long Index)[] markers) => Answer(Start(Operation.Markers), Numbers(null, markers));

    public void Patch(string key, long value, long version) => Answer(Start(Operation.PatchMetadata) with { Key = key, Value = value }, Numbers(version, (key, value)));

    public void Update(string key, long value, long basedOn, params (string Key, long Value)[] others) =>
        Answer(Start(Operation.UpdateRoom) with { Key = key, Value = value, Version = basedOn }, Numbers(basedOn + 1, [(key, value), .. others]));

    public void Get(long version, params (string Key, long Value)[] counters) => Answer(Start(Operation.GetRoom), Numbers(version, counters));

    public void Advance(long index, bool moved) => Answer(Start(Operation.AdvanceDelivered) with { Value = index }, Moved(moved));

    public void GetDelivered(long index) => Answer(Start(Operation.GetDelivered), Reply with { Number = index });

    public void CountUnread(string channel, long count) => Answer(Start(Operation.UnreadCount) with { ChannelId = channel }, Reply with { Number = count });

    public void ListRooms(RoomCriteria criteria, params string[] roomIds) => Answer(new() { Operation = Operation.ListRooms, Rooms = criteria }, Reply with { RoomIds = roomIds });

    /// <summary>A call that is answered.</summary>
    public void Answer(CallStart start, CallEnd? end = null, TimeSpan? duration = null)
    {
        var started = Begin(start);
        Now += (long)((duration ?? TimeSpan.FromMilliseconds(1)).TotalSeconds * Stopwatch.Frequency);
        calls.Add(new(driver: 0, started, (end ?? Reply) with { Call = started.Call, At = Now }));
    }

    /// <summary>A call in whose middle the driver does not run for a while.</summary>
    public void AnswerOverStall(CallStart start, CallEnd end, TimeSpan stall, TimeSpan duration)
    {
        var from = Now + 2 * Millisecond;
        stalls.Add(new(from, from + (long)(stall.TotalSeconds * Stopwatch.Frequency)));
        Answer(start, end, duration);
    }

    /// <summary>A call that is answered after others have been made.</summary>
    public void Answer(CallStart start, CallEnd end, Action meanwhile)
    {
        var started = Begin(start);
        meanwhile();
        Now += Millisecond;
        calls.Add(new(driver: 0, started, end with { Call = started.Call, At = Now }));
    }

    /// <summary>A call that ends with an error.</summary>
    public void Fail(CallStart start, string code, bool mayHaveTakenEffect) =>
        Answer(start, Reply with { Error = new(code, null, mayHaveTakenEffect, "It failed.") });

    /// <summary>A call whose end was not recorded.</summary>
    public void CutOff(CallStart start) => calls.Add(new(driver: 0, Begin(start), end: null));

    /// <summary>Adds an event that is there in the end, and counts it.</summary>
    public void Keep(FinalEvent one)
    {
        Events.Add(one);
        Final = Final with { LatestIndex = one.Index, EventCount = one.Index + 1 };
    }

    public CheckReport Check(Expectation? expectation = null)
    {
        var final = Damage(Final with
        {
            Events = [.. Events.OrderBy(one => one.Index)],
            Count = Events.Count,
            Listed = SentRooms.AllCriteria.Where(criteria => criteria.Match(Final.OrganizationId, Final.Status)).ToDictionary(criteria => criteria, _ => 1),
            IndexById = IndexById(),
            IndexByIdAlone = IndexById(),
            EventByKey = Events.Where(one => one.Key is not null).DistinctBy(one => one.Key).ToDictionary(one => one.Key!, one => one.Id),
            Unread = Final.Markers.ToDictionary(marker => marker.Key, marker => (long)Events.Count(one => one.Index > marker.Value)),
        });
        var rooms = new Dictionary<string, FinalRoom>();
        if (IsThere) rooms.Add(Room, final);
        var driver = new DriverHistory { Driver = 0, Calls = calls, Stalls = stalls, EndsAt = Now, IsClosed = IsClosed };
        return HistoryChecker.Check([driver], new(rooms) { Records = Records.Final() }, expectation ?? Expectation.Nothing(TimeSpan.FromSeconds(30)));
    }

    private static CallEnd Moved(bool moved) => Reply with { Moved = moved };

    private static CallEnd Numbers(long? version, params (string Name, long Value)[] numbers) =>
        Reply with { Version = version, Numbers = numbers.ToDictionary(number => number.Name, number => number.Value) };

    private Dictionary<string, long> IndexById() => Events.DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Index);

    private CallStart Begin(CallStart start)
    {
        Now += Millisecond;
        return start with { Call = ++lastCall, At = Now };
    }
}
