using System.Runtime.CompilerServices;

namespace Conversations.Tests.Indexes.Model;

/// <summary>Two processes of one kind.</summary>
[InlineArray(2)]
internal struct TwoProcesses
{
    private ProcessState first;
}
