using System.Globalization;

namespace Conversations.Redis.Load;

/// <summary>How the limits are measured, and the servers they share.</summary>
/// <param name="Rounds">How many rounds of each contender; a figure is their median.</param>
/// <param name="Operations">How many events a round; slow contenders and slow operations take a part of it.</param>
/// <param name="Callers">How many callers, where a limit does not say.</param>
/// <param name="LargeRoom">How many events the large room has.</param>
/// <param name="OtherServers">Binaries of further servers.</param>
internal sealed record LimitSetup(int Rounds, int Operations, int Callers, int LargeRoom, IReadOnlyList<string> OtherServers) : IAsyncDisposable
{
    /// <summary>Over how many rooms events are spread where the limit is not one of a single room.</summary>
    internal const int Rooms = 64;

    private Task<GrownRooms>? grownRooms;

    /// <summary>The rooms that have grown, filled when they are first asked for.</summary>
    internal Task<GrownRooms> GrownRoomsAsync() => grownRooms ??= GrownRooms.FillAsync(LargeRoom);

    /// <summary>Runs contenders side by side.</summary>
    internal Task<Comparison> CompareAsync(params IReadOnlyList<Contender> contenders) => Comparison.RunAsync(contenders, Rounds, Progress.TellAsync);

    /// <summary>Events spread over <see cref="Rooms"/>, or in one room, for <see cref="Callers"/> callers.</summary>
    /// <param name="share">The part of <see cref="Operations"/>: one in so many.</param>
    /// <param name="rooms">Over how many rooms.</param>
    internal EventLoad Load(int share = 1, int rooms = Rooms) => new(Math.Max(Operations / share, Callers), rooms, Callers);

    /// <summary>Two throughputs, as the detail of a figure.</summary>
    internal static string PerSecond(Comparison comparison, string of, string to, string unit = "events/s") =>
        string.Create(CultureInfo.InvariantCulture, $"{comparison.Median(of).OperationsPerSecond:N0} / {comparison.Median(to).OperationsPerSecond:N0} {unit}");

    public async ValueTask DisposeAsync()
    {
        if (grownRooms is not null) await (await grownRooms).DisposeAsync();
    }
}
