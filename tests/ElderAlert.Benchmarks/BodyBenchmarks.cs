using BenchmarkDotNet.Attributes;
using ElderAlert.Domain;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Storage.Chain;
using ElderAlert.Storage.Codec;
using ElderAlert.Storage.Sealing;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Benchmarks;

/// <summary>The parts of an entry's cost before it reaches the disk: JSON, sealing and the link of the chain.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class BodyBenchmarks
{
    private static readonly CentreId Centre = new("shengzhou");
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 12, 7, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("elderalert-bench-").FullName;
    private KeyRing _keys = null!;
    private BodyCodec _codec = null!;
    private JournalEntry _entry = null!;
    private EventName _name;
    private byte[] _body = [];

    public enum Fact
    {
        /// <summary>No private text.</summary>
        SignalJoined,

        /// <summary>The whole policy, no private text.</summary>
        IncidentOpened,

        /// <summary>Two private texts.</summary>
        NotificationSending,
    }

    [ParamsAllValues]
    public Fact Event { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _keys = KeyRing.Load(KeyFile.Open(_folder, null, JournalAccess.Write));
        _codec = new BodyCodec(_keys);
        var incident = new IncidentId("i-1");
        var signal = new Signal("b3c1-17", new DeviceId("pendant-1"), SignalKind.Sos, SignalState.Active, Now, Confidence: 0.93);
        JournalEvent fact = Event switch
        {
            Fact.SignalJoined => new SignalJoined(signal),
            Fact.IncidentOpened => new IncidentOpened(
                new HouseholdId("h-1"),
                Lane.Life,
                SignalKind.Sos,
                new PriorityAssessment(Priority.Critical, [PriorityReason.Kind]),
                DefaultPolicies.Life(Centre),
                signal,
                Actor.System,
                null),
            Fact.NotificationSending => new NotificationSending(
                NotificationId.Of(incident, 1),
                "+8613800000000",
                "ElderAlert: 王秀英 pressed for help at 11:12. Nobody has answered yet. Open the link to say that you are going."),
            _ => throw new InvalidOperationException($"{Event} is not a fact."),
        };
        _entry = new JournalEntry(Centre, 1, Now, fact, incident, new HouseholdId("h-1"));
        _keys.Ensure([SealingScope.Of(_entry)]);
        _name = EventNames.Of(fact);
        _body = Encode();
    }

    [GlobalCleanup]
    public void Close()
    {
        _keys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public byte[] Encode() => _codec.Encode(_entry, _name);

    [Benchmark]
    public object Decode() => _codec.DecodeEvent(Centre, _name, _body);

    [Benchmark]
    public byte[] Link() => ChainHash.Next(ChainHead.Genesis.Hash, new StoredEntry("shengzhou", 1, 2, _name.Name, 1, "i-1", "h-1", _body));
}
