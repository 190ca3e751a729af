using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Conversations.Redis.Registration;

/// <summary>A store that is registered with services: the key it is asked for by, null for none, and its options.</summary>
internal sealed class StoreRegistration(object? serviceKey)
{
    internal string OptionsName { get; } = NameOf(serviceKey);

    /// <summary>Sets the options. Of several registrations with the same key the last counts, and nothing stays of those before.</summary>
    internal Action<RedisConversationStoreOptions>? Configure { get; set; }

    internal static string NameOf(object? serviceKey) => serviceKey switch
    {
        null => Options.DefaultName,
        string key => key,
        _ => $"{serviceKey.GetType()}:{serviceKey}",
    };

    /// <summary>Notes a store, once for each key.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="serviceKey">The key.</param>
    /// <param name="isNew">Whether there was none with this key.</param>
    /// <exception cref="ArgumentException">Another key has the same text, so that the two would share their options.</exception>
    internal static StoreRegistration Add(IServiceCollection services, object? serviceKey, out bool isNew)
    {
        var added = new StoreRegistration(serviceKey);
        foreach (var descriptor in services)
        {
            if (descriptor is not { IsKeyedService: false, ImplementationInstance: StoreRegistration other }) continue;
            isNew = false;
            if (Equals(other.ServiceKey, serviceKey)) return other;
            if (other.OptionsName == added.OptionsName) throw new ArgumentException("The key has the same text as another store's, or is empty; the two would share their options. Take a key with a text of its own.", nameof(serviceKey));
        }

        isNew = true;
        services.AddSingleton(added);
        return added;
    }

    /// <summary>The store; null where one in memory has taken its place.</summary>
    internal RedisConversationStore? Resolve(IServiceProvider provider) => Resolve(provider, ServiceKey);

    /// <summary>The store with a key; null where one in memory has taken its place, as in an application's tests: then there may be no server at all.</summary>
    internal static RedisConversationStore? Resolve(IServiceProvider provider, object? serviceKey) =>
        provider.GetKeyedService<IConversationStore>(serviceKey) is { IsProcessLocal: true } ? null : provider.GetRequiredKeyedService<RedisConversationStore>(serviceKey);

    private object? ServiceKey { get; } = serviceKey;
}
