namespace Conversations.Cli;

/// <summary>What the exit codes of <c>convstore</c> say; part of its documented behaviour.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>The demo ran, and what the store holds is not what the transcript says; an audit found something wrong and did not repair it; the doctor found an error; or operations of a load failed.</summary>
    public const int VerificationFailed = 1;

    /// <summary>The command line is wrong: an unknown command or option, a value out of range, no store named.</summary>
    public const int Usage = 2;

    /// <summary>What was named is not there or not in order: a missing file, a malformed line, an unknown room, a damaged record, a record of an import that the store has with other content.</summary>
    public const int BadInput = 3;

    /// <summary>The store cannot be reached or does not let us in.</summary>
    public const int StoreUnavailable = 4;

    /// <summary>A fault of the tool itself.</summary>
    public const int Internal = 70;

    /// <summary>Stopped with Ctrl+C, as shells count it.</summary>
    public const int Cancelled = 130;
}
