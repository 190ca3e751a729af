using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Conversations.Redis.Registration;

/// <summary>A store that is registered with services: the key it is asked for by, null for none, and the name of its options.</summary>
internal sealed record StoreRegistration(object? ServiceKey)
{
    internal string OptionsName { get; } = NameOf(ServiceKey);

    internal static string NameOf(object? serviceKey) => serviceKey switch
    {
        null => Options.DefaultName,
        string key => key,
        _ => $"{serviceKey.GetType()}:{serviceKey}",
    };

    /// <summary>Notes a store, once for each key.</summary>
    /// <exception cref="ArgumentException">Another key has the same text, so that the two would share their options.</exception>
    internal static StoreRegistration Add(IServiceCollection services, object? serviceKey)
    {
        var added = new StoreRegistration(serviceKey);
        foreach (var descriptor in services)
        {
            if (descriptor is not { IsKeyedService: false, ImplementationInstance: StoreRegistration other }) continue;
            if (Equals(other.ServiceKey, serviceKey)) return other;
            if (other.OptionsName == added.OptionsName) throw new ArgumentException("The key has the same text as another store's, or is empty; the two would share their options. Take a key with a text of its own.", nameof(serviceKey));
        }

        services.AddSingleton(added);
        return added;
    }

    internal RedisConversationStore Resolve(IServiceProvider provider) => provider.GetRequiredKeyedService<RedisConversationStore>(ServiceKey);
}
