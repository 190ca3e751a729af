using Conversations.Redis.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(DevServerFixture))]
[assembly: AssemblyFixture(typeof(RedisServerFixture))]
[assembly: AssemblyFixture(typeof(Resp2Fixture))]
[assembly: AssemblyFixture(typeof(AclFixture))]
[assembly: AssemblyFixture(typeof(ClusterFixture))]
[assembly: AssemblyFixture(typeof(Redis8Fixture))]
[assembly: AssemblyFixture(typeof(Redis8Resp2Fixture))]
[assembly: AssemblyFixture(typeof(Valkey8Fixture))]
[assembly: AssemblyFixture(typeof(Valkey8Resp2Fixture))]
[assembly: AssemblyFixture(typeof(ContainerFixture))]
