namespace Conversations.Redis.Doctor.Rules;

/// <summary>What the store acknowledged should outlive the server's process.</summary>
internal static class PersistenceRules
{
    private const string Advice = "Set appendonly yes, and appendfsync everysec or always.";

    internal static IEnumerable<DoctorFinding> Judge(ServerState state)
    {
        foreach (var failing in (string[])["aof_last_write_status", "aof_last_bgrewrite_status", "rdb_last_bgsave_status"])
        {
            if (state.Line(failing) == "err") yield return new(DoctorSeverity.Error, DoctorCodes.PersistenceFailing, state.Server, $"The server could not save its data ({failing} is err), and may refuse writes.", "Look at the server's disk and log.");
        }

        switch (state.Line("aof_enabled"))
        {
            case "0" when state.Settings?.GetValueOrDefault("save") == "":
                yield return new(DoctorSeverity.Error, DoctorCodes.NoPersistence, state.Server, "The server keeps nothing on disk: a restart loses every room.", Advice);
                break;
            case "0":
                yield return new(DoctorSeverity.Warning, DoctorCodes.NoAppendOnlyFile, state.Server, "The append-only file is off: a crash loses what was written since the last snapshot, if snapshots are taken.", Advice);
                break;
            case "1" when state.Settings?.GetValueOrDefault("appendfsync") == "everysec":
                yield return new(DoctorSeverity.Information, DoctorCodes.SyncEverySecond, state.Server, "appendfsync is everysec: the end of the machine loses the last second, the end of the server's process nothing.", "Set appendfsync always where that is too much; writes then wait for the disk.");
                break;
            case "1" when state.Settings?.GetValueOrDefault("appendfsync") == "no":
                yield return new(DoctorSeverity.Warning, DoctorCodes.SyncNever, state.Server, "appendfsync is no: the end of the machine loses what the system had not written yet, half a minute or so.", "Set appendfsync everysec or always.");
                break;
        }
    }
}
