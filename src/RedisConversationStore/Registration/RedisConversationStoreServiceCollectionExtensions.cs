using System.Diagnostics.Metrics;
using Conversations;
using Conversations.Redis;
using Conversations.Redis.Connection;
using Conversations.Redis.Doctor;
using Conversations.Redis.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="RedisConversationStore"/>s with an application's services.</summary>
/// <remarks>
/// <para>Each call registers one store, as <see cref="IConversationStore"/> and as <see cref="RedisConversationStore"/>, that lives as long as the container. A second call with the same key takes the place of the first, options included; several stores side by side have keys.</para>
/// <para>The application starts whether or not Redis is there: until it is, calls fail with <see cref="StoreUnavailableException"/>, and from then on they work. What is wrong with the options, however, fails the start of a host with <see cref="OptionsValidationException"/>. So do two stores on one server and database whose prefixes are equal (unless their <see cref="RedisConversationStoreOptions.ReadPreference"/> differs) or where one prefix is the other followed by a colon.</para>
/// <para>Where they are not set, <see cref="RedisConversationStoreOptions.TimeProvider"/>, <see cref="RedisConversationStoreOptions.LoggerFactory"/> and <see cref="RedisConversationStoreOptions.MeterFactory"/> are those registered with the services. The options are also open to <c>Configure</c> and <c>PostConfigure</c>, of a store with a string for a key under that name.</para>
/// </remarks>
public static class RedisConversationStoreServiceCollectionExtensions
{
    /// <summary>Registers a store with a connection of its own, which is closed with the container.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="connectionString">As StackExchange.Redis reads it, such as <c>localhost:6379</c> or <c>redis:6380,ssl=true,password=…</c>. <c>abortConnect</c> is always false.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static IServiceCollection AddRedisConversationStore(this IServiceCollection services, string connectionString, Action<RedisConversationStoreOptions>? configure = null) =>
        services.AddKeyedRedisConversationStore(serviceKey: null, connectionString, configure);

    /// <summary>Registers a store that is set up by configuration, with a connection of its own, which is closed with the container.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">A section with <c>ConnectionString</c> and any of the options by their names, such as <c>KeyPrefix</c> or <c>Retry:MaxAttempts</c>. It is read once, when the host starts or the store is first asked for; a name that is no option is refused.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddRedisConversationStore(this IServiceCollection services, IConfiguration section) =>
        services.AddKeyedRedisConversationStore(serviceKey: null, section);

    /// <summary>Registers a store on a connection of the application, which stays the application's: it is not closed with the store.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="connection">Finds the connection, once: when the host starts or the store is first asked for. One that is opened there wants <c>abortConnect=false</c>, or the application does not start without Redis.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddRedisConversationStore(this IServiceCollection services, Func<IServiceProvider, IConnectionMultiplexer> connection, Action<RedisConversationStoreOptions>? configure = null) =>
        services.AddKeyedRedisConversationStore(serviceKey: null, connection, configure);

    /// <summary>As <see cref="AddRedisConversationStore(IServiceCollection, string, Action{RedisConversationStoreOptions}?)"/>, under a key: one of several stores, such as with different <see cref="RedisConversationStoreOptions.KeyPrefix"/>es.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="serviceKey">The key the store is asked for by; null for none.</param>
    /// <param name="connectionString">As StackExchange.Redis reads it.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be read, or the key has the same text as another store's.</exception>
    public static IServiceCollection AddKeyedRedisConversationStore(this IServiceCollection services, object? serviceKey, string connectionString, Action<RedisConversationStoreOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var configuration = Connector.Parse(connectionString);
        return services.Register(serviceKey, configure, (_, options) => RedisConversationStore.CreateUnconnected(configuration.Clone(), options));
    }

    /// <summary>As <see cref="AddRedisConversationStore(IServiceCollection, IConfiguration)"/>, under a key: one of several stores.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="serviceKey">The key the store is asked for by; null for none.</param>
    /// <param name="section">A section with <c>ConnectionString</c> and any of the options by their names.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException">The key has the same text as another store's.</exception>
    public static IServiceCollection AddKeyedRedisConversationStore(this IServiceCollection services, object? serviceKey, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var settings = new StoreSection(section, StoreRegistration.NameOf(serviceKey));
        return services.Register(serviceKey, settings.Apply, (_, options) => RedisConversationStore.CreateUnconnected(settings.Connection, options));
    }

    /// <summary>As <see cref="AddRedisConversationStore(IServiceCollection, Func{IServiceProvider, IConnectionMultiplexer}, Action{RedisConversationStoreOptions}?)"/>, under a key: one of several stores.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="serviceKey">The key the store is asked for by; null for none.</param>
    /// <param name="connection">Finds the connection, once: when the host starts or the store is first asked for. One that is opened there wants <c>abortConnect=false</c>, or the application does not start without Redis.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException">The key has the same text as another store's.</exception>
    public static IServiceCollection AddKeyedRedisConversationStore(this IServiceCollection services, object? serviceKey, Func<IServiceProvider, IConnectionMultiplexer> connection, Action<RedisConversationStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return services.Register(serviceKey, configure, (provider, options) => new RedisConversationStore(connection(provider), options));
    }

    private static IServiceCollection Register(this IServiceCollection services, object? serviceKey, Action<RedisConversationStoreOptions>? configure, Func<IServiceProvider, RedisConversationStoreOptions, RedisConversationStore> create)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registration = StoreRegistration.Add(services, serviceKey, out var isNew);
        var name = registration.OptionsName;
        registration.Configure = configure;
        if (isNew)
        {
            services.AddOptions<RedisConversationStoreOptions>(name)
                .Configure<IServiceProvider>(TakeFrom)
                .Configure(options => registration.Configure?.Invoke(options))
                .ValidateOnStart();
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisConversationStoreOptions>, ValidateStoreOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConnectAtStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DoctorAtStart>());
        services.TryAddSingleton<StoreNeighbors>();
        services.AddKeyedSingleton(serviceKey, (provider, _) => Create(provider, name, create));
        return services.AddKeyedSingleton<IConversationStore>(serviceKey, (provider, key) => provider.GetRequiredKeyedService<RedisConversationStore>(key));
    }

    private static RedisConversationStore Create(IServiceProvider provider, string name, Func<IServiceProvider, RedisConversationStoreOptions, RedisConversationStore> create)
    {
        var store = create(provider, provider.GetRequiredService<IOptionsMonitor<RedisConversationStoreOptions>>().Get(name));
        try
        {
            provider.GetRequiredService<StoreNeighbors>().Add(name, store);
            return store;
        }
        catch (OptionsValidationException)
        {
            store.Dispose();
            throw;
        }
    }

    // What somebody has set stays.
    private static void TakeFrom(RedisConversationStoreOptions options, IServiceProvider provider)
    {
        if (options.TimeProvider == TimeProvider.System && provider.GetService<TimeProvider>() is { } registered) options.TimeProvider = registered;
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        options.MeterFactory ??= provider.GetService<IMeterFactory>();
    }
}
