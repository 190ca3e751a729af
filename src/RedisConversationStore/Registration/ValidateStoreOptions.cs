using Microsoft.Extensions.Options;

namespace Conversations.Redis.Registration;

/// <summary>Refuses options that no store can be made with: when a host starts, before anything is sent.</summary>
internal sealed class ValidateStoreOptions : IValidateOptions<RedisConversationStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisConversationStoreOptions options)
    {
        var failures = options.Problems().Select(found => $"{Subject(name)}: {found.Option} {found.Problem}").ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    internal static string Subject(string? name) => string.IsNullOrEmpty(name) ? "Conversation store" : $"Conversation store '{name}'";
}
