using System.Text;
using Conversations.Cli;

// Text is UTF-8 wherever the terminal is; without a byte order mark, which would break the first line of JSON.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandLineApp.RunAsync(args);
