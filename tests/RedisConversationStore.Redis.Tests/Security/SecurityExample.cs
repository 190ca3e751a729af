using StackExchange.Redis;

namespace Conversations.Redis.Tests.Security;

/// <summary>The code of docs/security.md, compiled and run.</summary>
internal static class SecurityExample
{
    internal static async Task<RedisConversationStore> ConnectAsync(string server, string secret, string authorityFile, string clientCertificate, string clientKey)
    {
        // example
        var configuration = ConfigurationOptions.Parse(server);
        configuration.User = "convstore";
        configuration.Password = secret; // from a secret store, never from the code
        configuration.Ssl = true;
        configuration.TrustIssuer(authorityFile); // your own; not needed for a public one
        configuration.SetUserPemCertificate(clientCertificate, clientKey); // where the server wants one (tls-auth-clients yes)

        var store = await RedisConversationStore.ConnectAsync(configuration);
        // end
        return store;
    }
}
