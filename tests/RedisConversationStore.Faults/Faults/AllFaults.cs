using Conversations.Faults.Runs;

namespace Conversations.Faults.Faults;

/// <summary>All faults, from one server to many.</summary>
internal static class AllFaults
{
    internal static IReadOnlyList<IFault> List { get; } =
    [
        new KillWithAofAlways(),
        new KillWithAofEverySecond(),
        new PowerCutWithAofEverySecond(),
        new LoadingServer(),
        StoppedProcess.Short,
        StoppedProcess.Long,
        new OutOfMemory(),
        new ReadOnlyPrimary(),
        new ForgottenScripts(),
        new SkewedClocks(),
        new CutReplies(),
        new BlackHole(),
        new HalfOpenConnections(),
        new UnreachableServer(),
        new SlowNetwork(),
        PromotedReplica.Asynchronous,
        PromotedReplica.Waiting,
        new SentinelFailover(),
        new SentinelStop(),
        new SentinelKill(),
        new SentinelKillWaiting(),
        new ClusterFailover(),
        ClusterKill.Asynchronous,
        ClusterKill.Waiting,
    ];
}
