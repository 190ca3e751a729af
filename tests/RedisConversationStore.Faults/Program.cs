using Conversations.Faults.Driving;

if (args is [DriverHost.CommandName])
{
    await DriverHost.RunAsync(Console.In, Console.Out);
    return 0;
}

await Console.Error.WriteLineAsync($"Usage: {DriverHost.CommandName}");
return 2;
