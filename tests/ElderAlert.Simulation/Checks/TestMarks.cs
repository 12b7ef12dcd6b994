using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Simulation.Provider;

namespace ElderAlert.Simulation.Checks;

/// <summary>
/// Alarms of a home in test mode are marked, and no others; nobody is told of a test as of a danger, nor of a danger as of a test.
/// </summary>
internal sealed class TestMarks
{
    private static readonly string[] Words = [.. Enum.GetValues<Language>().Select(language => Wording.In(language).Test)];

    private readonly Ledger _ledger;
    private readonly HashSet<IncidentId> _earnest = [];
    private readonly Dictionary<NotificationId, int> _requests = [];
    private readonly Dictionary<IncidentId, int> _turns = [];

    public TestMarks(Ledger ledger)
    {
        _ledger = ledger;
        ledger.Took += Take;
        ledger.Touched += CheckLifted;
    }

    /// <summary>The provider has taken a message or call: it says whether it is a test. What was asked for before the mark changed may say either.</summary>
    public void CheckWords(CloudItem item)
    {
        var id = item.Notification.Incident;
        if (_ledger.Find(id) is { } incident && _requests.GetValueOrDefault(item.Notification) == _turns.GetValueOrDefault(id))
        {
            var says = Array.Exists(Words, word => item.Words.Contains(word, StringComparison.Ordinal));
            Require(says == IsTest(incident), "a test is told as a test", () => $"{item.Notification} says{(says ? "" : " not")} that it is a test; {id} has {incident.Marks}");
        }
    }

    private void Take(JournalEntry entry, Incident? before, Incident? after)
    {
        if (after is null)
        {
            return;
        }

        var isTested = _ledger.File.IsTested(after.Household, entry.At);
        if (before is not null && IsTest(before) != IsTest(after))
        {
            _turns[after.Id] = _turns.GetValueOrDefault(after.Id) + 1;
        }

        switch (entry.Event)
        {
            case IncidentOpened { Signal: not null }:
            case IncidentReopened:
                Require(IsTest(after) == isTested, "a test is marked, and nothing else", () => $"{after.Id} has {after.Marks}; its home is{(isTested ? "" : " not")} in test mode");
                break;
            case SignalJoined { Bearing: not (SignalBearing.Cancels or SignalBearing.Clears) } when before is { IsActive: true } && IsTest(before) && !isTested:
                _earnest.Add(after.Id);
                break;
            case NotificationRequested asked:
                _requests[asked.Notification] = _turns.GetValueOrDefault(after.Id);
                break;
        }
    }

    /// <summary>After the transaction: a cry for help after the end of the test has made it earnest.</summary>
    private void CheckLifted(Incident incident)
    {
        if (_earnest.Remove(incident.Id))
        {
            Require(!IsTest(incident), "a test is marked, and nothing else", () => $"{incident.Id} is still a test, although help was asked for after the end of it");
        }
    }

    private static bool IsTest(Incident incident) => incident.Marks.HasFlag(IncidentMarks.TestMode);

    private void Require(bool holds, string rule, Func<string> seen) => _ledger.Findings.Require(holds, rule, seen);
}
