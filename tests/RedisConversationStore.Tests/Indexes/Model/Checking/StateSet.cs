using System.Numerics;
using System.Runtime.InteropServices;

namespace Conversations.Tests.Indexes.Model.Checking;

/// <summary>The distinct states that were reached, numbered in the order of their discovery. A hash table over one flat array: a state costs its own bytes and 8 more.</summary>
internal sealed class StateSet<TState>
    where TState : unmanaged
{
    private TState[] states = new TState[1 << 12];
    private int[] slots = new int[1 << 13];

    internal int Count { get; private set; }

    internal ref readonly TState this[int number] => ref states[number];

    /// <summary>The number of a state, which is added if it is new.</summary>
    internal int Add(in TState state, out bool isNew)
    {
        if (Count == states.Length) Grow();
        var slot = FindSlot(state);
        isNew = slots[slot] == 0;
        if (!isNew) return slots[slot] - 1;
        states[Count] = state;
        slots[slot] = ++Count;
        return Count - 1;
    }

    internal static bool AreEqual(in TState left, in TState right) => BytesOf(left).SequenceEqual(BytesOf(right));

    private static ReadOnlySpan<byte> BytesOf(in TState state) => MemoryMarshal.AsBytes(new ReadOnlySpan<TState>(in state));

    private int FindSlot(in TState state)
    {
        var mask = slots.Length - 1;
        for (var slot = (int)(Hash(BytesOf(state)) & (uint)mask); ; slot = (slot + 1) & mask)
        {
            if (slots[slot] == 0 || AreEqual(states[slots[slot] - 1], state)) return slot;
        }
    }

    private void Grow()
    {
        Array.Resize(ref states, states.Length * 2);
        slots = new int[states.Length * 2];
        for (var number = 0; number < Count; number++) slots[FindSlot(states[number])] = number + 1;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = 0UL;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) hash = BitOperations.RotateLeft((hash ^ word) * Factor, 29);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) hash = (hash ^ rest) * Factor;
        hash *= Factor;
        return (uint)(hash >> 32);
    }
}
