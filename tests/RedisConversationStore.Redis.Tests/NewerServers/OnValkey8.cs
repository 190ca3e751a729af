using Conversations.Redis.Tests.Doctor;
using Conversations.Redis.Tests.Errors;
using Conversations.Redis.Tests.Scripts;
using Conversations.Redis.Tests.Security;

namespace Conversations.Redis.Tests.NewerServers;

[OnServer(NewerServer.Valkey8)]
public sealed class AccessRuleTestsOnValkey8 : AccessRuleTests;

[OnServer(NewerServer.Valkey8)]
public sealed class ConnectFaultTestsOnValkey8 : ConnectFaultTests;

[OnServer(NewerServer.Valkey8)]
public sealed class DoctorTestsOnValkey8 : DoctorTests;

[OnServer(NewerServer.Valkey8)]
public sealed class ForgottenScriptTestsOnValkey8 : ForgottenScriptTests;

[OnServer(NewerServer.Valkey8)]
public sealed class MemoryFaultTestsOnValkey8 : MemoryFaultTests;

[OnServer(NewerServer.Valkey8)]
public sealed class RunningServerTestsOnValkey8 : RunningServerTests;

[OnServer(NewerServer.Valkey8)]
public sealed class ScriptReloadTestsOnValkey8 : ScriptReloadTests;

[OnServer(NewerServer.Valkey8)]
public sealed class SelectedDatabaseTestsOnValkey8 : SelectedDatabaseTests;

[OnServer(NewerServer.Valkey8)]
public sealed class ServerFaultTestsOnValkey8 : ServerFaultTests;
