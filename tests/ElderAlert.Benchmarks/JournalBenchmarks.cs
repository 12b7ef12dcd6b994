using BenchmarkDotNet.Attributes;
using ElderAlert.Domain;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Benchmarks;

/// <summary>
/// A commit as the engine makes it: each signal is an entry, a row in the inbox and a touched incident. The time is that of one
/// commit with its fsync; put TMPDIR on the disk that is to be measured.
/// </summary>
[ShortRunJob]
[MemoryDiagnoser]
public class JournalBenchmarks
{
    private static readonly CentreId Centre = new("shengzhou");
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 12, 7, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("elderalert-bench-").FullName;
    private readonly EscalationPolicy _policy = DefaultPolicies.Life(Centre);
    private SqliteJournal _journal = null!;
    private long _position;

    [Params(1, 30, 300)]
    public int Signals { get; set; }

    [GlobalSetup]
    public void Open() => _journal = SqliteJournal.Open(new StorageOptions { Path = _folder });

    [GlobalCleanup]
    public void Close()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public ValueTask Append()
    {
        var entries = new List<JournalEntry>(Signals);
        var rows = new List<SignalRow>(Signals);
        var incidents = new List<Incident>(Signals);
        for (var i = 0; i < Signals; i++)
        {
            var position = ++_position;
            var household = new HouseholdId($"h-{position % 5000}");
            var incident = new IncidentId($"i-{position % 5000}");
            var signal = new Signal($"b3c1-{position}", new DeviceId($"pendant-{position % 5000}"), SignalKind.Sos, SignalState.Active, Now, Confidence: 0.93);
            entries.Add(new JournalEntry(Centre, position, Now, new SignalJoined(signal), incident, household));
            rows.Add(new SignalRow(signal, Centre, incident, position));
            incidents.Add(Touched(incident, household, position));
        }

        return _journal.AppendAsync(new CommitBatch(entries, rows, incidents, [], [], []), CancellationToken.None);
    }

    private Incident Touched(IncidentId id, HouseholdId household, long position) => new()
    {
        Id = id,
        Centre = Centre,
        Household = household,
        Lane = Lane.Life,
        Kind = SignalKind.Sos,
        Kinds = [SignalKind.Sos],
        Priority = new PriorityAssessment(Priority.Critical, []),
        State = IncidentState.Open,
        Policy = _policy,
        OpenedAt = Now,
        Position = position,
        SignalCount = 1,
        LastSignalAt = Now,
        StepStartedAt = Now,
        RoundStartedAt = Now,
    };
}
