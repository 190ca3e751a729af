using Conversations.Faults;
using Conversations.Faults.Driving;

if (args is [DriverHost.CommandName])
{
    // Not Console.In, which blocks even when asked to read asynchronously.
    using var input = new StreamReader(Console.OpenStandardInput());
    await DriverHost.RunAsync(input, Console.Out);
    return 0;
}

return await FaultsCommand.Create().Parse(args).InvokeAsync();
