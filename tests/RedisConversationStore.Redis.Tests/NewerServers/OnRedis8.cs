using Conversations.Redis.Tests.Doctor;
using Conversations.Redis.Tests.Errors;
using Conversations.Redis.Tests.Scripts;
using Conversations.Redis.Tests.Security;

namespace Conversations.Redis.Tests.NewerServers;

[OnServer(NewerServer.Redis8)]
public sealed class AccessRuleTestsOnRedis8 : AccessRuleTests;

[OnServer(NewerServer.Redis8)]
public sealed class ConnectFaultTestsOnRedis8 : ConnectFaultTests;

[OnServer(NewerServer.Redis8)]
public sealed class DoctorTestsOnRedis8 : DoctorTests;

[OnServer(NewerServer.Redis8)]
public sealed class ForgottenScriptTestsOnRedis8 : ForgottenScriptTests;

[OnServer(NewerServer.Redis8)]
public sealed class MemoryFaultTestsOnRedis8 : MemoryFaultTests;

[OnServer(NewerServer.Redis8)]
public sealed class RunningServerTestsOnRedis8 : RunningServerTests;

[OnServer(NewerServer.Redis8)]
public sealed class ScriptReloadTestsOnRedis8 : ScriptReloadTests;

[OnServer(NewerServer.Redis8)]
public sealed class SelectedDatabaseTestsOnRedis8 : SelectedDatabaseTests;

[OnServer(NewerServer.Redis8)]
public sealed class ServerFaultTestsOnRedis8 : ServerFaultTests;
