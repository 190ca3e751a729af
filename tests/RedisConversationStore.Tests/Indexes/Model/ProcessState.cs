namespace Conversations.Tests.Indexes.Model;

/// <summary>Where a process is, and what it remembers. Its machine names the values.</summary>
internal struct ProcessState
{
    /// <summary>The next command of the machine.</summary>
    internal byte At;

    internal byte A;
    internal byte B;
    internal byte C;
    internal byte D;
    internal byte E;
}
