using Conversations.Faults.Checking.Records;
using Conversations.Faults.Checking.Rules;
using Conversations.Faults.Checking.Rules.Hung;
using Conversations.Faults.Checking.Rules.Wrong;
using Conversations.Faults.History;

namespace Conversations.Faults.Checking;

/// <summary>Proves from what drivers have recorded and from what the store holds in the end that nothing was lost, doubled, hung or wrong.</summary>
public static class HistoryChecker
{
    /// <summary>Checks the records of all drivers of a run.</summary>
    /// <param name="historyFiles">The record of each driver.</param>
    /// <param name="finalState">The store, now that all drivers have ended.</param>
    /// <param name="expectation">What the mode documents.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public static async Task<CheckReport> CheckAsync(IReadOnlyList<string> historyFiles, IConversationStore finalState, Expectation expectation, CancellationToken cancellationToken)
    {
        var drivers = historyFiles.Select(DriverHistory.Read).ToArray();
        var state = await new FinalStateReader(finalState, cancellationToken).ReadAsync(new(drivers));
        return Check(drivers, state, expectation);
    }

    /// <summary>Checks what was read already.</summary>
    /// <param name="drivers">The record of each driver.</param>
    /// <param name="finalState">What the store held after all drivers had ended.</param>
    /// <param name="expectation">What the mode documents.</param>
    public static CheckReport Check(IReadOnlyList<DriverHistory> drivers, FinalState finalState, Expectation expectation)
    {
        var violations = new List<Violation>();
        var documented = new List<Violation>();
        foreach (var driver in drivers)
        {
            violations.AddRange(CallsEnd.Check(driver, expectation).Select(finding => new Violation(ViolationKind.Hung, CallsEnd.Name, finding.Text)));
            violations.AddRange(ErrorsAreOfTheContract.Check(driver).Select(finding => new Violation(ViolationKind.Wrong, ErrorsAreOfTheContract.Name, finding.Text)));
        }

        var calls = new Calls(drivers);
        foreach (var id in calls.ByRoom.Select(group => group.Key).Union(finalState.Rooms.Keys))
        {
            Judge(AllRules.OfRooms, new RoomHistory(id, calls.ByRoom[id], finalState.Rooms.GetValueOrDefault(id), expectation, calls.Listings));
        }

        Judge(AllRules.OfRecords, new RecordHistory(calls.OfRecords, finalState, expectation));

        var all = drivers.SelectMany(driver => driver.Calls).ToArray();
        return new()
        {
            Operations = all.Length,
            Acknowledged = all.Count(call => call.IsAnswered && !call.IsRead),
            Longest = drivers.SelectMany(driver => driver.Calls.Select(call => call.Duration(driver.EndsAt))).DefaultIfEmpty().Max(),
            Violations = violations,
            DocumentedLosses = documented,
        };

        void Judge<T>(IEnumerable<Rule<T>> rules, T history)
        {
            foreach (var rule in rules)
            {
                foreach (var (text, isDocumented) in rule.Check(history)) (isDocumented ? documented : violations).Add(new(rule.Kind, rule.Name, text));
            }
        }
    }
}
