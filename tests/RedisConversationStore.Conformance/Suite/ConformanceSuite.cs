using System.Reflection;

namespace Conversations.Conformance;

/// <summary>What the suite consists of, and what of it a test assembly leaves out.</summary>
public static class ConformanceSuite
{
    /// <summary>The classes of the suite, by name. A test assembly derives a sealed class from each, once per backend.</summary>
    public static IReadOnlyList<Type> Classes { get; } =
    [
        .. typeof(ConformanceTest).Assembly.GetExportedTypes()
            .Where(type => type.IsAbstract && type.IsSubclassOf(typeof(ConformanceTest)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>The pairs of a class of the suite and a backend for which a test assembly has no public sealed class.</summary>
    /// <param name="testAssembly">The test assembly.</param>
    /// <param name="fixtures">The fixture of each backend; a test class takes it in its constructor.</param>
    /// <returns>The missing pairs, such as <c>RoomConformance × RedisFixture</c>.</returns>
    public static IReadOnlyList<string> MissingFrom(Assembly testAssembly, params Type[] fixtures)
    {
        ArgumentNullException.ThrowIfNull(testAssembly);
        var tests = testAssembly.GetExportedTypes().Where(type => type.IsSealed && type.IsSubclassOf(typeof(ConformanceTest))).ToArray();
        return
        [
            .. from suite in Classes
               from fixture in fixtures
               where !tests.Any(test => test.IsSubclassOf(suite) && Takes(test, fixture))
               select $"{suite.Name} × {fixture.Name}",
        ];
    }

    private static bool Takes(Type test, Type fixture) =>
        test.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == fixture));
}
