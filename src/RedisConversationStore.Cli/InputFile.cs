namespace Conversations.Cli;

/// <summary>Files that users name.</summary>
internal static class InputFile
{
    /// <summary>The name that stands for standard input or output.</summary>
    public const string Standard = "-";

    /// <exception cref="CliException">The file cannot be read.</exception>
    public static Stream Open(string path)
    {
        try
        {
            return path == Standard ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCodes.BadInput, $"There is no file '{path}'.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.BadInput, $"The file '{path}' cannot be read: {fault.Message}", fault);
        }
    }
}
