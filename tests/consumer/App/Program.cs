using Conversations;
using Conversations.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using StoreConsumer;

// write REDIS PREFIX: uses every aggregate of an empty store and checks each answer.
// export REDIS PREFIX: prints what the store holds as a transcript.
var (action, redis, prefix) = (args[0], args[1], args[2]);

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders(); // standard output is the transcript's
builder.Configuration.AddInMemoryCollection([new("Store:ConnectionString", redis), new("Store:KeyPrefix", prefix), new("Store:IdempotencyTimeToLive", "00:05:00")]);

// Every way to register a store. In one application, stores of the same data differ in where they read; a third is that of another replica.
builder.Services.AddRedisConversationStore(builder.Configuration.GetSection("Store"));
builder.Services.AddKeyedRedisConversationStore("by string", redis, options => (options.KeyPrefix, options.ReadPreference) = (prefix, ReadPreference.PreferReplica));
builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(redis));
builder.Services.AddKeyedInMemoryConversationStore("in memory");
var patience = TimeSpan.FromMinutes(1);
builder.Services.AddHealthChecks().AddRedisConversationStore(timeout: patience).AddRedisConversationStore("by string", timeout: patience, serviceKey: "by string").AddRedisConversationStoreLiveness();

using var operating = new Operating();
using var host = builder.Build();
await host.StartAsync();
var store = host.Services.GetRequiredService<IConversationStore>();
await using var replica = new ServiceCollection()
    .AddKeyedRedisConversationStore("by connection", _ => host.Services.GetRequiredService<IConnectionMultiplexer>(), options => options.KeyPrefix = prefix)
    .BuildServiceProvider();

if (action == "write")
{
    // The specification answers as the store on Redis does.
    await new Conversation(host.Services.GetRequiredKeyedService<IConversationStore>("in memory")).HoldAsync();
    await new Conversation(store).HoldAsync();
    await Replicas.AgreeAsync(store, host.Services.GetRequiredKeyedService<IConversationStore>("by string"), replica.GetRequiredKeyedService<IConversationStore>("by connection"));
    await Adapters.ChatAsync(store);
    var connection = host.Services.GetRequiredService<IConnectionMultiplexer>();
    await Replicas.AuditAsync(connection, new() { KeyPrefix = prefix });
    await operating.LookAsync(host.Services.GetRequiredService<HealthCheckService>(), connection, new() { KeyPrefix = prefix });
}
else
{
    using var transcript = new TranscriptWriter(Console.OpenStandardOutput());
    await foreach (var record in TranscriptExporter.ExportAllAsync(store)) await transcript.WriteAsync(record);
}

await host.StopAsync();
