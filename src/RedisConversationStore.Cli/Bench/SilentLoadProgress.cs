using Conversations.LoadTesting;

namespace Conversations.Cli.Bench;

/// <summary>For programs: no word before the result.</summary>
internal sealed class SilentLoadProgress : ILoadProgress
{
    public void Say(string what)
    {
    }

    public void Prepared(int ready, int all)
    {
    }

    public void Second(LoadSecond second)
    {
    }
}
