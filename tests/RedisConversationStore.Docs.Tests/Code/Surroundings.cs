using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Conversations.Docs.Tests;

/// <summary>What fragments on the pages use without saying where it comes from: what a reader has at hand by then.</summary>
public abstract class Surroundings
{
    protected string[] args { get; } = null!;

    protected WebApplicationBuilder builder { get; } = null!;

    protected WebApplication app { get; } = null!;

    protected IServiceCollection services { get; } = null!;

    protected ILogger logger { get; } = null!;

    protected IConnectionMultiplexer connection { get; } = null!;

    protected IConversationStore store { get; } = null!;

    protected string roomId { get; } = null!;

    protected RoomEvent message { get; } = null!;

    protected List<RoomEvent> timeline { get; } = null!;

    protected string secret { get; } = null!;

    protected CancellationToken cancellationToken { get; }
}
