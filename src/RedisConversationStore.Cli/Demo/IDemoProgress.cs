namespace Conversations.Cli.Demo;

/// <summary>Shows how far the demo is.</summary>
internal interface IDemoProgress
{
    /// <summary>Something begins or has happened.</summary>
    void Say(string what);

    /// <summary>From now on, so many webhooks are to be answered.</summary>
    void Expect(int webhooks);

    /// <summary>One more webhook has been answered.</summary>
    void Advance(long events, long duplicates);
}

/// <summary>For programs: no word before the result.</summary>
internal sealed class SilentProgress : IDemoProgress
{
    public void Say(string what)
    {
    }

    public void Expect(int webhooks)
    {
    }

    public void Advance(long events, long duplicates)
    {
    }
}
