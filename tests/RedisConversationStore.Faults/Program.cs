using Conversations.Faults;
using Conversations.Faults.Driving;

if (args is [DriverHost.CommandName])
{
    await DriverHost.RunAsync(Console.In, Console.Out);
    return 0;
}

return await FaultsCommand.Create().Parse(args).InvokeAsync();
