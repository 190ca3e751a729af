using System.Reflection;
using Xunit.v3;

namespace Conversations.Redis.Tests;

/// <summary>The tests of a class start a newer server instead of the redis-server on the PATH. Where it is not there, <see cref="BackendTestFramework"/> leaves out the class.</summary>
/// <param name="binary">The server's name in <see cref="NewerServer.Folder"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnServerAttribute(string binary) : BeforeAfterTestAttribute
{
    /// <summary>The server's name.</summary>
    public string Binary => binary;

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => RedisServerProcess.Use(NewerServer.Find(binary)!);
}
