namespace Conversations.Redis;

/// <summary>The ids of what a <see cref="RedisConversationStore"/> logs. Stable: filters and alerts may rely on them. docs/operating.md says what each means and what to do.</summary>
public static class LogEvents
{
    /// <summary>The doctor found something that would lose rooms, or keep the store from working.</summary>
    public const int DoctorFinding = 300;

    /// <summary>The doctor found something worth knowing.</summary>
    public const int DoctorRemark = 301;

    /// <summary>The doctor found nothing wrong.</summary>
    public const int DoctorContent = 302;

    /// <summary>The doctor could not finish.</summary>
    public const int DoctorFailed = 303;
}
