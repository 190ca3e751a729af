using BenchmarkDotNet.Running;
using Conversations.Redis.Benchmarks;

if (args is ["directory", .. var options]) return await DirectoryCommand.RunAsync(options);
if (args is ["deletion"]) return await DeletionCommand.RunAsync();

BenchmarkSwitcher.FromAssembly(typeof(Samples).Assembly).Run(args);
return 0;
