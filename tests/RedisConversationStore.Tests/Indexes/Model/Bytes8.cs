using System.Runtime.CompilerServices;

namespace Conversations.Tests.Indexes.Model;

/// <summary>Eight bytes inside a state.</summary>
[InlineArray(8)]
internal struct Bytes8
{
    private byte first;
}
