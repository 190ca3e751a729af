namespace Conversations.Docs.Tests;

public sealed class OperatingTests
{
    private static readonly string[] Incidents = [.. Page.At("docs/operating.md").RowsBelow("Incidents").SelectMany(row => row[0].Quoted)];

    [Fact]
    public void Every_error_is_in_the_checklist()
    {
        var errors = typeof(ConversationStoreException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(ConversationStoreException))).Select(type => type.Name);

        Assert.Empty(errors.Except(Incidents));
    }

    [Fact]
    public void Every_reason_is_in_the_checklist() => Assert.Empty(Enum.GetNames<UnavailableReason>().Except(Incidents));
}
