using Conversations;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an <see cref="InMemoryConversationStore"/> with an application's services: for tests, and for a first look without a server.</summary>
public static class InMemoryConversationStoreServiceCollectionExtensions
{
    /// <summary>Registers one store, as <see cref="IConversationStore"/> and as <see cref="InMemoryConversationStore"/>, that lives as long as the container. Registered after another store, it takes that one's place.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets options; null for the defaults. The clock is the <see cref="TimeProvider"/> registered with the services, unless another is set.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddInMemoryConversationStore(this IServiceCollection services, Action<InMemoryConversationStoreOptions>? configure = null) =>
        services.AddKeyedInMemoryConversationStore(serviceKey: null, configure);

    /// <summary>As <see cref="AddInMemoryConversationStore"/>, under a key: one of several stores.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="serviceKey">The key the store is asked for by; null for none.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKeyedInMemoryConversationStore(this IServiceCollection services, object? serviceKey, Action<InMemoryConversationStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddKeyedSingleton(serviceKey, (provider, _) =>
        {
            var options = new InMemoryConversationStoreOptions();
            if (provider.GetService<TimeProvider>() is { } registered) options.TimeProvider = registered;
            configure?.Invoke(options);
            return new InMemoryConversationStore(options);
        });
        return services.AddKeyedSingleton<IConversationStore>(serviceKey, (provider, key) => provider.GetRequiredKeyedService<InMemoryConversationStore>(key));
    }
}
