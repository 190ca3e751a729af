using Conversations.Redis.Connection;
using StackExchange.Redis;
using Xunit;

namespace Conversations.Redis.Tests.Errors;

/// <summary>Error replies of servers, word by word, and what callers are given for them.</summary>
public sealed class FaultTranslatorTests
{
    // Redis 7.0, 7.2, 8.0, Valkey 8.1 and the dev server, of commands and of scripts.
    [Theory]
    [InlineData("NOPERM this user has no permissions to run the 'hgetall' command")]
    [InlineData("NOPERM this user has no permissions to access one of the keys used as arguments")]
    [InlineData("NOPERM User store has no permissions to run the 'hgetall' command")]
    [InlineData("NOPERM No permissions to access a key")]
    [InlineData("NOPERM this user has no permissions to run the command")]
    [InlineData("ERR The user executing the script can't run this command or subcommand script: 0f1e, on @user_script:3.")]
    [InlineData("ERR The user executing the script can't access at least one of the keys mentioned in the command arguments script: 0f1e, on @user_script:3.")]
    [InlineData("NOPERM ACL failure in script: User store has no permissions to run the 'hset' command script: 0f1e, on @user_script:3.")]
    [InlineData("ERR ACL failure in script: User store has no permissions to run the 'hset' command script: 0f1e, on @user_script:3.")]
    [InlineData("ERR ACL failure in script: No permissions to access a key script: 0f1e, on @user_script:3.")]
    [InlineData("ERR Error running script (call to f_0f1e): @user_script:3: -NOPERM ACL failure in script: No permissions to access a key")]
    public void Missing_right_is_access_denied_with_advice(string reply)
    {
        var fault = Translate(reply);

        Assert.Equal((UnavailableReason.Access, false, false), (fault.Reason, fault.IsRetrySafe, fault.MayHaveTakenEffect));
        Assert.Contains("docs/security.md", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'.", UnavailableReason.OutOfMemory)]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'. script: 0f1e, on @user_script:3.", UnavailableReason.OutOfMemory)]
    [InlineData("OOM allow-oom flag is not set on the script, can not run it when used memory > 'maxmemory'", UnavailableReason.OutOfMemory)]
    [InlineData("ERR Error running script (call to f_0f1e): @user_script:3: @user_script: 3: -OOM command not allowed when used memory > 'maxmemory'.", UnavailableReason.OutOfMemory)]
    [InlineData("READONLY You can't write against a read only replica.", UnavailableReason.ReadOnly)]
    [InlineData("READONLY You can't write against a read only replica. script: 0f1e, on @user_script:3.", UnavailableReason.ReadOnly)]
    [InlineData("READONLY Can not run script with write flag on readonly replica.", UnavailableReason.ReadOnly)]
    [InlineData("MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.", UnavailableReason.Server)]
    [InlineData("MISCONF Valkey is configured to save RDB snapshots, but it's currently unable to persist to disk. script: 0f1e, on @user_script:3.", UnavailableReason.Server)]
    [InlineData("MISCONF Errors writing to the AOF file: No space left on device", UnavailableReason.Server)]
    [InlineData("NOREPLICAS Not enough good replicas to write.", UnavailableReason.Failover)]
    [InlineData("NOREPLICAS Not enough good replicas to write. script: 0f1e, on @user_script:3.", UnavailableReason.Failover)]
    [InlineData("LOADING Redis is loading the dataset in memory", UnavailableReason.Loading)]
    [InlineData("LOADING Valkey is loading the dataset in memory", UnavailableReason.Loading)]
    [InlineData("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", UnavailableReason.Failover)]
    [InlineData("CLUSTERDOWN Hash slot not served", UnavailableReason.Failover)]
    [InlineData("TRYAGAIN Multiple keys request during rehashing of slot", UnavailableReason.Failover)]
    [InlineData("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.", UnavailableReason.Server)]
    [InlineData("BUSY Valkey is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.", UnavailableReason.Server)]
    public void Refusal_of_a_server_has_its_reason_and_changed_nothing(string reply, UnavailableReason reason)
    {
        var fault = Translate(reply);

        Assert.Equal((reason, true, false), (fault.Reason, fault.IsRetrySafe, fault.MayHaveTakenEffect));
    }

    [Theory]
    [InlineData("NOAUTH Authentication required.")]
    [InlineData("WRONGPASS invalid username-password pair or user is disabled.")]
    [InlineData("WRONGPASS Invalid username/password combination")]
    public void Rejected_login_is_access_denied(string reply) =>
        Assert.Equal((UnavailableReason.Access, false), (Translate(reply).Reason, Translate(reply).IsRetrySafe));

    // The commands before it may have run.
    [Theory]
    [InlineData("ERR Script attempted to access a non local key in a cluster node script: 0f1e, on @user_script:3.")]
    [InlineData("ERR Script attempted to execute a command while the cluster is down script: 0f1e, on @user_script:3.")]
    [InlineData("ERR Script attempted to execute a write command while the cluster is down and readonly script: 0f1e, on @user_script:3.")]
    public void Cluster_that_changes_under_a_script_is_a_failover_and_the_write_may_have_happened(string reply)
    {
        var fault = Translate(reply);

        Assert.Equal((UnavailableReason.Failover, true, true), (fault.Reason, fault.IsRetrySafe, fault.MayHaveTakenEffect));
    }

    [Fact]
    public void Connection_that_was_closed_is_reported_as_that_and_says_what_may_have_happened()
    {
        var whileWaiting = (StoreUnavailableException)FaultTranslator.Translate(new RedisConnectionException(ConnectionFailureType.ConnectionDisposed, CommandFlags.None, "ConnectionDisposed"), isWrite: true)!;
        var before = (StoreUnavailableException)FaultTranslator.Translate(new ObjectDisposedException("vm(SE.Redis)"), isWrite: true)!;

        Assert.Equal((UnavailableReason.Connection, true, true), (whileWaiting.Reason, whileWaiting.IsRetrySafe, whileWaiting.MayHaveTakenEffect));
        Assert.Equal((UnavailableReason.Connection, true, false), (before.Reason, before.IsRetrySafe, before.MayHaveTakenEffect));
        Assert.All([whileWaiting.Message, before.Message], message => Assert.Contains("connection was closed", message, StringComparison.Ordinal));
    }

    private static StoreUnavailableException Translate(string reply) =>
        (StoreUnavailableException)FaultTranslator.Translate(new RedisServerException(RedisErrorKind.Unknown, CommandFlags.None, reply), isWrite: true)!;
}
