using BenchmarkDotNet.Running;
using Conversations.Redis.Benchmarks;

if (args is ["throughput", .. var rest]) return await ThroughputCommand.RunAsync(rest);

BenchmarkSwitcher.FromAssembly(typeof(Samples).Assembly).Run(args);
return 0;
