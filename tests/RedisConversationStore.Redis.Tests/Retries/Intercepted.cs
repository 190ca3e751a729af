using System.Reflection;

namespace Conversations.Redis.Tests.Retries;

/// <summary>An interface whose calls go through a function.</summary>
/// <typeparam name="T">The interface.</typeparam>
public class Intercepted<T> : DispatchProxy
    where T : class
{
    private Func<MethodInfo, object?[], Func<object?>, object?>? intercept;
    private T? inner;

    /// <summary>Wraps an object.</summary>
    /// <param name="inner">What is called in the end.</param>
    /// <param name="intercept">Is given the method, its arguments, and what makes the call.</param>
    internal static T Create(T inner, Func<MethodInfo, object?[], Func<object?>, object?> intercept)
    {
        var proxy = Create<T, Intercepted<T>>();
        var self = (Intercepted<T>)(object)proxy;
        (self.inner, self.intercept) = (inner, intercept);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        intercept!(targetMethod!, args ?? [], () => targetMethod!.Invoke(inner, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null));
}
