using Conversations.Faults.Checking;

namespace Conversations.Faults.Runs;

/// <summary>A fault that a run produces under load.</summary>
internal interface IFault
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What happens, and what may be lost.</summary>
    string Description { get; }

    /// <summary>Starts servers and load, produces the fault, and has the checker judge what came of it.</summary>
    Task<CheckReport> RunAsync(FaultRun run);
}
