using Conversations;
using Microsoft.AspNetCore.Diagnostics;

namespace WebhookBot;

/// <summary>A webhook that met no store is answered with 503, so that its provider delivers it again.</summary>
internal sealed class UnavailableStore : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StoreUnavailableException) return new(false);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "5";
        return new(true);
    }
}
