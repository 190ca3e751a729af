using Xunit;

namespace Conversations.Redis.Tests;

/// <summary>Files that say what must not change by accident.</summary>
internal static class GoldenFile
{
    /// <summary>Compares text with a checked-in file; with <c>UPDATE_GOLDEN=1</c> writes the file first.</summary>
    internal static void Matches(string relativePath, string actual)
    {
        var path = Repository.PathOf(relativePath);
        if (Repository.UpdatesGolden)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{relativePath} is missing. Run the tests once with UPDATE_GOLDEN=1, and look at what they wrote.");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (expected == actual) return;
        Assert.Fail($"{relativePath} differs: {FirstDifference(expected, actual)} If the change is meant, run the tests once with UPDATE_GOLDEN=1.");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var left = expected.Split('\n');
        var right = actual.Split('\n');
        for (var i = 0; ; i++)
        {
            var (was, isNow) = (i < left.Length ? left[i] : "(end)", i < right.Length ? right[i] : "(end)");
            if (was != isNow) return $"line {i + 1} is\n{was}\nand should be\n{isNow}\n";
        }
    }
}
