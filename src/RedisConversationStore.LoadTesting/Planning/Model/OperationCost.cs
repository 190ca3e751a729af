namespace Conversations.LoadTesting.Planning;

/// <summary>What an operation costs on the measured server, as many callers keep it busy.</summary>
/// <param name="Operation">Which one: <c>commit</c>, <c>read</c> or <c>remove</c>.</param>
/// <param name="WallMicroseconds">The time between two that end: 1,000,000 through operations a second.</param>
/// <param name="ServerMicroseconds">Processor time of the server's main thread, network included; its command time where the server does not tell.</param>
/// <param name="CommandMicroseconds">Of it, time in commands and scripts, from the command statistics.</param>
/// <param name="NetworkInBytes">Bytes that the server reads.</param>
/// <param name="NetworkOutBytes">Bytes that the server writes.</param>
/// <param name="AofBytes">Bytes that the append-only file grows by.</param>
public sealed record OperationCost(
    string Operation,
    double WallMicroseconds,
    double ServerMicroseconds,
    double CommandMicroseconds,
    double NetworkInBytes,
    double NetworkOutBytes,
    double AofBytes)
{
    /// <summary>Each figure's median over several rounds.</summary>
    internal static OperationCost MedianOf(IReadOnlyList<OperationCost> rounds) => new(
        rounds[0].Operation,
        Medians.Of(rounds.Select(round => round.WallMicroseconds)),
        Medians.Of(rounds.Select(round => round.ServerMicroseconds)),
        Medians.Of(rounds.Select(round => round.CommandMicroseconds)),
        Medians.Of(rounds.Select(round => round.NetworkInBytes)),
        Medians.Of(rounds.Select(round => round.NetworkOutBytes)),
        Medians.Of(rounds.Select(round => round.AofBytes)));
}
