using System.CommandLine;
using Conversations.Redis.Load;

var root = new RootCommand("Measures the store under load, side by side with what could be used instead. Starts its own servers.")
{
    GatesCommand.Create(),
    LimitsCommand.Create(),
    ThroughputCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
