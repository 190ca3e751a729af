using System.Globalization;
using Conversations.Redis;
using Conversations.Writer;

// CONNECTION PREFIX ROOM WRITERS EVENTS SEED [KILL_AFTER]: writers at once, each adding so many events whose ids follow from the seed.
// Every acknowledged event is a line of JSON on standard output.
if (args.Length is not (6 or 7))
{
    await Console.Error.WriteLineAsync("Usage: CONNECTION PREFIX ROOM WRITERS EVENTS SEED [KILL_AFTER]");
    return 2;
}

var store = await RedisConversationStore.ConnectAsync(args[0], new() { KeyPrefix = args[1] });
await using (store)
{
    var run = new WriterRun(store, args[2], args[5], Console.OpenStandardOutput(), args.Length > 6 ? int.Parse(args[6], CultureInfo.InvariantCulture) : null);
    var writers = int.Parse(args[3], CultureInfo.InvariantCulture);
    var events = int.Parse(args[4], CultureInfo.InvariantCulture);
    await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => run.WriteAsync(writer, events))));
}

return 0;
