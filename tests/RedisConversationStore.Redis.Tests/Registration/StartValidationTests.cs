using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Conversations.Redis.Tests.Registration;

/// <summary>What is wrong with the options fails the start of the host, and the message says what to change. No server is needed to say so.</summary>
public sealed class StartValidationTests
{
    private const string Server = "127.0.0.1:1";
    private const string Secret = "s3cr3t-never-shown";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_wrong_option_is_named()
    {
        var failures = await StartFailuresAsync(services => services.AddKeyedRedisConversationStore("audit", Server, options =>
        {
            options.KeyPrefix = "a{b}";
            options.MaxEventBytes = 3;
            options.IdempotencyTimeToLive = TimeSpan.Zero;
            options.Retry.MaxAttempts = 0;
        }));

        Assert.Equal(
            [
                "Conversation store 'audit': KeyPrefix contains a brace, white space, a control character or a surrogate.",
                "Conversation store 'audit': IdempotencyTimeToLive must be a millisecond to 366 days.",
                "Conversation store 'audit': MaxEventBytes must be 1024 to 67108864 (1 KiB to 64 MiB).",
                "Conversation store 'audit': Retry.MaxAttempts must be 1 to 100.",
            ],
            failures);
    }

    [Fact]
    public async Task Option_that_is_set_apart_from_the_registration_is_checked_too()
    {
        var failures = await StartFailuresAsync(services => services
            .AddRedisConversationStore(Server)
            .PostConfigure<RedisConversationStoreOptions>(options => options.WaitForReplicas = 17));

        Assert.Equal(["Conversation store: WaitForReplicas must be 0 to 16."], failures);
    }

    [Fact]
    public async Task Section_is_checked_name_by_name()
    {
        var failures = await StartFailuresAsync(services => services.AddRedisConversationStore(Section(
            ("KeyPrefx", "typo"),
            ("Retry:Attempts", "3"),
            ("OperationTimeout", "10"),
            ("MaxEventBytes", "99999999999"),
            ("EventLocators", Secret),
            ("ReadPreference", "Anywhere"))));

        Assert.Equal(7, failures.Count);
        Assert.Contains("Chat:ConnectionString cannot be read. There is none. Write the address of Redis here, such as localhost:6379.", failures);
        Assert.Contains(failures, failure => failure.StartsWith("Chat:KeyPrefx is no option of a conversation store. The options are ConnectionString, KeyPrefix, ", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.StartsWith("Chat:Retry:Attempts is no option", StringComparison.Ordinal) && failure.Contains("Retry:MaxAttempts", StringComparison.Ordinal));
        Assert.Contains("Chat:OperationTimeout cannot be read. Write a time as hours:minutes:seconds, such as 00:00:10.", failures);
        Assert.Contains("Chat:MaxEventBytes cannot be read. Write a whole number.", failures);
        Assert.Contains("Chat:EventLocators cannot be read. Write true or false.", failures);
        Assert.Contains("Chat:ReadPreference cannot be read. Write Primary or PreferReplica.", failures);
    }

    [Fact]
    public async Task Value_out_of_range_in_a_section_is_named()
    {
        var failures = await StartFailuresAsync(services => services.AddRedisConversationStore(Section(("ConnectionString", Server), ("OperationTimeout", "00:02:00"))));

        Assert.Equal(["Conversation store: OperationTimeout must be 10 milliseconds to a minute."], failures);
    }

    [Theory]
    [InlineData("redis://user:" + Secret + "@127.0.0.1:1")]
    [InlineData("127.0.0.1:1,password=" + Secret + ",unheardOf=1")]
    [InlineData("127.0.0.1:1,ssl=true;password=" + Secret)]
    [InlineData("password=" + Secret)]
    [InlineData(" ")]
    public async Task Connection_string_that_cannot_be_read_is_not_repeated(string connectionString)
    {
        var failures = await StartFailuresAsync(services => services.AddRedisConversationStore(Section(("ConnectionString", connectionString))));

        Assert.StartsWith("Chat:ConnectionString cannot be read. ", Assert.Single(failures), StringComparison.Ordinal);
        var wrong = Assert.ThrowsAny<ArgumentException>(() => new ServiceCollection().AddRedisConversationStore(connectionString));
        Assert.DoesNotContain(Secret, wrong.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:1,ssl=true;password=x", 2)]
    [InlineData("127.0.0.1:1, unheardOf=1", 2)]
    [InlineData("127.0.0.1:1,user=x,ConnectTimeout=soon", 3)]
    public void Part_of_a_connection_string_that_cannot_be_read_is_told_by_its_place(string connectionString, int part)
    {
        var wrong = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddRedisConversationStore(connectionString));

        Assert.StartsWith($"Part {part} of the connection string ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_can_set_every_option_that_text_can_say()
    {
        var values = new Dictionary<string, string>
        {
            [nameof(RedisConversationStoreOptions.KeyPrefix)] = "chat",
            [nameof(RedisConversationStoreOptions.IdempotencyTimeToLive)] = "2.00:00:00",
            [nameof(RedisConversationStoreOptions.MaxEventBytes)] = "4096",
            [nameof(RedisConversationStoreOptions.MaxBatchBytes)] = "8192",
            [nameof(RedisConversationStoreOptions.MaxContextRecords)] = "100",
            [nameof(RedisConversationStoreOptions.EventLocators)] = "false",
            [nameof(RedisConversationStoreOptions.GroupCommit)] = "false",
            [nameof(RedisConversationStoreOptions.OperationTimeout)] = "00:00:05",
            ["Retry:MaxAttempts"] = "7",
            ["retry:basedelay"] = "00:00:00.1",
            ["Retry:MaxDelay"] = "00:00:02",
            [nameof(RedisConversationStoreOptions.ReadPreference)] = "preferReplica",
            [nameof(RedisConversationStoreOptions.WaitForReplicas)] = "1",
            [nameof(RedisConversationStoreOptions.ReplicaTimeout)] = "00:00:00.250",
            [nameof(RedisConversationStoreOptions.TraceRoomIds)] = "true",
            [nameof(RedisConversationStoreOptions.DoctorAtStart)] = "false",
        };
        using var provider = new ServiceCollection()
            .AddRedisConversationStore(Section([("ConnectionString", Server), .. values.Select(value => (value.Key, value.Value))]))
            .BuildServiceProvider();

        var options = provider.GetRequiredService<IOptions<RedisConversationStoreOptions>>().Value;

        Assert.Equal(
            new RedisConversationStoreOptions
            {
                KeyPrefix = "chat",
                IdempotencyTimeToLive = TimeSpan.FromDays(2),
                MaxEventBytes = 4096,
                MaxBatchBytes = 8192,
                MaxContextRecords = 100,
                EventLocators = false,
                GroupCommit = false,
                OperationTimeout = TimeSpan.FromSeconds(5),
                Retry = new() { MaxAttempts = 7, BaseDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(2) },
                ReadPreference = ReadPreference.PreferReplica,
                WaitForReplicas = 1,
                ReplicaTimeout = TimeSpan.FromMilliseconds(250),
                TraceRoomIds = true,
                DoctorAtStart = false,
            },
            options);

        // An option that is added must be added here, and so to the section.
        var defaults = new RedisConversationStoreOptions();
        foreach (var option in typeof(RedisConversationStoreOptions).GetProperties().Where(option => IsText(option.PropertyType))) Assert.NotEqual(option.GetValue(defaults), option.GetValue(options));
        foreach (var option in typeof(RetryOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)) Assert.NotEqual(option.GetValue(defaults.Retry), option.GetValue(options.Retry));
    }

    [Fact]
    public async Task Valid_options_start()
    {
        using var host = CreateHost(services => services.AddRedisConversationStore(Section(("ConnectionString", Server), ("KeyPrefix", null), ("Retry", ""), ("Retry:MaxAttempts", "1"))));

        await host.StartAsync(Token);
        await host.StopAsync(Token);
    }

    private static bool IsText(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan);

    private static IConfigurationSection Section(params (string Name, string? Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create("Chat:" + value.Name, value.Value)))
            .Build()
            .GetSection("Chat");

    private static IHost CreateHost(Action<IServiceCollection> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        register(builder.Services);
        return builder.Build();
    }

    private static async Task<List<string>> StartFailuresAsync(Action<IServiceCollection> register)
    {
        using var host = CreateHost(register);
        var invalid = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.DoesNotContain(Secret, invalid.ToString(), StringComparison.Ordinal);
        return [.. invalid.Failures];
    }
}
