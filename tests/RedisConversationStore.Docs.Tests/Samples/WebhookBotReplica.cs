using System.Net.Http.Json;
using WebhookBot;

namespace Conversations.Docs.Tests;

/// <summary>A process of the sample, and a client that talks to it.</summary>
internal sealed class WebhookBotReplica : IAsyncDisposable
{
    private readonly OwnedProcess process;
    private readonly HttpClient http;

    private WebhookBotReplica(OwnedProcess process, HttpClient http)
    {
        this.process = process;
        this.http = http;
    }

    public static async Task<WebhookBotReplica> StartAsync(string redis, string name, TimeSpan thinkingTime = default)
    {
        var address = $"http://127.0.0.1:{FreePort.Find()}";
        var process = await OwnedProcess.StartAsync(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "WebhookBot.dll"),
                "--contentRoot", Repository.PathOf("tests/Samples/WebhookBot"),
                "--urls", address,
                "--ConversationStore:ConnectionString", redis,
                "--Bot:Name", name,
                "--Bot:ThinkingTime", $"{thinkingTime}",
            ]);
        var replica = new WebhookBotReplica(process, new() { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(60) });
        await Eventually.HoldsAsync($"{name} is up", async () => (await replica.http.GetAsync("/health/live")).IsSuccessStatusCode);
        return replica;
    }

    /// <summary>Whether a load balancer would send webhooks here.</summary>
    public async Task<bool> IsReadyAsync() => (await http.GetAsync("/health/ready")).IsSuccessStatusCode;

    /// <summary>Delivers a message, as its provider would.</summary>
    public Task<HttpResponseMessage> DeliverAsync(Delivery delivery, string channel = "sms-main") => http.PostAsJsonAsync($"/webhooks/{channel}", delivery);

    /// <summary>Delivers a message that must be taken.</summary>
    public async Task<Receipt> ReceiptAsync(Delivery delivery)
    {
        using var response = await DeliverAsync(delivery);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Receipt>())!;
    }

    public async Task<Line[]> TimelineAsync(string room) => (await http.GetFromJsonAsync<Line[]>($"/rooms/{room}/timeline"))!;

    public async Task<long> UnreadAsync(string room) => (await http.GetFromJsonAsync<UnreadCount>($"/rooms/{room}/unread/webchat"))!.Unread;

    public async Task MarkReadAsync(string room) => (await http.PostAsync($"/rooms/{room}/read/webchat", content: null)).EnsureSuccessStatusCode();

    /// <summary>Ends the process at once (SIGKILL), whatever it is doing.</summary>
    public ValueTask KillAsync() => process.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        http.Dispose();
    }
}
