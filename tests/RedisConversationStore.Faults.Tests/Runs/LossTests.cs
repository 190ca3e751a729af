using Conversations.Faults.Runs;
using Conversations.Testing;

namespace Conversations.Faults.Tests.Runs;

/// <summary>A run notices when a server loses what it acknowledged: the same loss is a violation, or within what the mode documents.</summary>
public sealed class LossTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_with_a_server_that_loses_its_last_moments_is_told_from_one_whose_mode_documents_it(bool isDocumented)
    {
        Assert.SkipWhen(RedisServerProcess.FindExecutable() is null, RedisServerProcess.Missing);
        using var run = new FaultRun(seed: 1, TestContext.Current.CancellationToken);
        await using var server = await RedisServerProcess.StartAsync("--appendonly", "yes");
        await using var load = await Load.StartAsync(run, server.ConnectionString);
        var file = Directory.GetFiles(Path.Combine(server.Folder.FullName, "appendonlydir"), "*.incr.aof").Single();
        var kept = new FileInfo(file).Length;
        await load.ProgressesAsync();
        var lossWindow = await LossWindows.AroundAsync(TimeSpan.FromMinutes(1), () => server.KillAsync().AsTask());
        await using (var appendOnlyFile = File.OpenWrite(file)) appendOnlyFile.SetLength(kept);
        await server.RestartAsync();

        var report = isDocumented
            ? await load.JudgeAsync(server.ConnectionString, lossWindow)
            : await load.JudgeAsync(server.ConnectionString);

        Assert.Equal(isDocumented, report.Lost == 0);
        Assert.Equal(isDocumented, report.LostAsDocumented > 0);
        Assert.Equal(isDocumented, report.Violations.Count == 0);
    }
}
