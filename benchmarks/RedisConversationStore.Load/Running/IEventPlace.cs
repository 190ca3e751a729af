namespace Conversations.Redis.Load;

/// <summary>Where events are added: emptied before a round, counted after it.</summary>
internal interface IEventPlace
{
    /// <summary>Forgets everything, and makes these rooms.</summary>
    Task ResetAsync(IReadOnlyList<string> roomIds);

    /// <summary>The events that a room has.</summary>
    Task<long> CountAsync(string roomId);
}
