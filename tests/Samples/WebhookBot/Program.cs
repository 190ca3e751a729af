using WebhookBot;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRedisConversationStore(builder.Configuration.GetSection("ConversationStore"));
builder.Services.AddOptions<BotOptions>().BindConfiguration("Bot");
builder.Services.AddSingleton<Bot>();
builder.Services.AddHealthChecks()
    .AddRedisConversationStore() // tagged "ready"
    .AddRedisConversationStoreLiveness(); // tagged "live"
builder.Services.AddValidation();
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<UnavailableStore>();

var app = builder.Build();
app.UseExceptionHandler();
app.MapHealthChecks("/health/live", new() { Predicate = check => check.Tags.Contains("live") });
app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
app.MapWebhooks();
app.MapRooms();
app.Run();
