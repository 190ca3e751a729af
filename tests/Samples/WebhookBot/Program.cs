using WebhookBot;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRedisConversationStore(builder.Configuration.GetSection("ConversationStore"));
builder.Services.AddOptions<BotOptions>().BindConfiguration("Bot");
builder.Services.AddSingleton<Bot>();
builder.Services.AddHealthChecks();
builder.Services.AddValidation();
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<UnavailableStore>();

var app = builder.Build();
app.UseExceptionHandler();
app.MapHealthChecks("/health/live");
app.MapWebhooks();
app.MapRooms();
app.Run();
