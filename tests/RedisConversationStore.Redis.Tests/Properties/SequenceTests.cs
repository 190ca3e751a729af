using CsCheck;
using Xunit;

namespace Conversations.Redis.Tests.Properties;

/// <summary>The properties are worth what their sequences cover.</summary>
public sealed class SequenceTests
{
    [Fact]
    public void Sequences_have_every_operation_of_the_contract()
    {
        var operations = from aggregate in typeof(IConversationStore).GetProperties()
                         where aggregate.PropertyType.IsInterface
                         from method in aggregate.PropertyType.GetMethods()
                         select $"{aggregate.Name}.{method.Name}";
        var generated = new HashSet<string>();
        Sequence.Any(1000, 1000).Sample(sequence => generated.UnionWith(sequence.Operations.Select(operation => operation.Name)), iter: 10, threads: 1);

        Assert.Empty(operations.Except(generated));
    }
}
