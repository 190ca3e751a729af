using StackExchange.Redis;

namespace Conversations.Redis.Connection;

/// <summary>What health checks and the doctor ask one server about itself.</summary>
/// <remarks>The client keeps INFO and CLUSTER for connections that the application opened with <c>allowAdmin</c>, although they change nothing. Inside a script they go over every connection, with the rights that the store has in any case.</remarks>
internal static class ServerQuestions
{
    private const string Info = "return redis.call('INFO')";
    private const string Nodes = "return redis.call('CLUSTER', 'NODES')";

    /// <summary>The server's state, a line each.</summary>
    internal static Task<string> InfoAsync(IServer server) => AskAsync(server, Info);

    /// <summary>The cluster as a node sees it.</summary>
    internal static async Task<ClusterView> ClusterAsync(IServer node) => ClusterView.Parse(await AskAsync(node, Nodes).ConfigureAwait(false));

    private static async Task<string> AskAsync(IServer server, string script) =>
        (await server.ExecuteAsync("EVAL", script, 0).ConfigureAwait(false)).ToString();
}
