using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Pilot;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Tests.Pilot;

public sealed class PilotImporterTests : IAsyncLifetime
{
    private const string LongPassword =
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        + "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789";

    private readonly DiskJournal _journal = new();
    private readonly IncidentEngine _engine;

    public PilotImporterTests() =>
        _engine = new IncidentEngine(_journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);

    public async ValueTask InitializeAsync() => await _engine.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Fact]
    public async Task Import_WholeFile_IsOnFile()
    {
        var done = Assert.IsType<PilotResult.Done>(await ImportAsync(PilotSample.Bytes));

        Assert.Equal(3, done.Counts["Device"]);
        Assert.Equal(new DeviceId("h01-pendant"), Assert.Single(done.NewKeys).Device);
        var directory = _engine.Directory;
        var home = directory.Find(new HouseholdId("h01"))!;
        Assert.Equal(("王奶奶家", new GeoPoint(29.601, 120.812), new PolicyId("life")), (home.Name.Value, home.Location!.Value, home.Policy!.Value));
        var resident = Assert.Single(directory.ResidentsOf(home.Id));
        Assert.Equal(("h01-r1", 1941, 1, true), (resident.Id.Value, resident.BirthYear, resident.AbilityLevel, resident.LivesAlone));
        var contacts = directory.ContactsOf(home.Id);
        Assert.Equal([Channel.Sms, Channel.Voice], contacts[0].Methods.Select(m => m.Channel));
        Assert.Equal((2, Language.English), (contacts[1].Order, contacts[1].Language));
        Assert.True(directory.Find(new DeviceId("h01-pendant"))!.ButtonIsSos);
        Assert.Equal("h01-smoke", directory.FindBinding(new DeviceId("h01-gateway"), "厨房 烟感")!.Id.Value);
        var policy = directory.Find(new PolicyId("life"))!;
        Assert.Equal((2, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(75)), (policy.Rounds, policy.Steps[0].Wait, policy.Times.VoiceContact));
        Assert.Equal(DefaultPolicies.Life(home.Centre).Times.OnScene, policy.Times.OnScene);
        Assert.True(PasswordHash.Verify("eight letters", directory.Find(new OperatorId("chen"))!.PasswordHash));
        Assert.True(DeviceKey.Verify(Encoding.UTF8.GetBytes(done.NewKeys[0].Key), directory.Find(new DeviceId("h01-pendant"))!.KeyHash));
    }

    [Fact]
    public async Task Import_Again_KeepsKeysAndPasswords()
    {
        await ImportAsync(PilotSample.Bytes);
        var before = _engine.Directory.Find(new DeviceId("h01-pendant"))!;

        var done = Assert.IsType<PilotResult.Done>(await ImportAsync(PilotSample.With(", \"password\": \"eight letters\"", "")));

        Assert.Empty(done.NewKeys);
        Assert.Equal(before, _engine.Directory.Find(before.Id));
        Assert.True(PasswordHash.Verify("eight letters", _engine.Directory.Find(new OperatorId("chen"))!.PasswordHash));
    }

    [Theory]
    [InlineData("\"hotline\": \"96345\", ", "", 2, "hotline")]
    [InlineData("Asia/Shanghai", "Asia/Atlantis", 2, "Asia/Atlantis")]
    [InlineData("\"level\": \"town\"", "\"level\": \"hamlet\"", 5, "village")]
    [InlineData("\"level\": \"village\"", "\"level\": \"city\"", 6, "cannot lie in")]
    [InlineData("\"parent\": \"990100\",", "\"parent\": \"99\",", 5, "99 is not on file")]
    [InlineData("\"lat\": 29.6,", "\"lat\": 290.6,", 4, "-90")]
    [InlineData("\"waitSeconds\": 45", "\"waitSeconds\": 0", 10, "waitSeconds")]
    [InlineData("\"kind\": \"everybody\"", "\"kind\": \"operatorsOnDuty\"", 9, "would reach nobody")]
    [InlineData("\"area\": \"990100001001\"", "\"area\": \"990100001002\"", 14, "990100001002 is not on file")]
    [InlineData("\"address\"", "\"adress\"", 14, "has no \"address\"")]
    [InlineData("\"entryData\"", "\"entrydata\"", 14, "knows no \"entrydata\"")]
    [InlineData("\"abilityLevel\": 1", "\"abilityLevel\": 7", 16, "abilityLevel")]
    [InlineData("\"abilityLevel\": 1, ", "", 16, "abilityLevel")]
    [InlineData("\"+8610000000002\"", "\"10000000002\"", 18, "international form")]
    [InlineData(", \"phone\": \"+8610000000002\"", "", 18, "cannot be reached")]
    [InlineData("\"type\": \"pendant\"", "\"type\": \"toaster\"", 21, "toaster")]
    [InlineData("\"h01-smoke\"", "\"h01/smoke\"", 23, "topic")]
    [InlineData("\"h01-smoke\"", "\"h01-gateway\"", 23, "line 22")]
    [InlineData(", \"externalName\": \"厨房 烟感\"", "", 23, "externalName")]
    [InlineData("\"4f1c9a0b6d2e8f7351a2b3c4d5e6f708\"", "\"1234\"", 22, "guessed")]
    [InlineData("\"areas\": [\"990100001\"]", "\"areas\": []", 26, "goes nowhere")]
    [InlineData("eight letters", "short", 29, "8 characters")]
    [InlineData("eight letters", LongPassword, 29, "at most 256 characters")]
    [InlineData("\"name\": \"陈静\"", "\"name\": 7", 29, "must be text")]
    [InlineData("\"name\": \"陈静\"", "\"name\": \"a\", \"name\": \"b\"", 29, "twice")]
    public async Task Import_OneMistake_IsNamedWithItsLine_AndNothingIsOnFile(string was, string now, int line, string hint)
    {
        var refused = Assert.IsType<PilotResult.Refused>(await ImportAsync(PilotSample.With(was, now)));

        var problem = refused.Problems.First();
        Assert.Equal(line, problem.Line);
        Assert.Contains(hint, problem.Sentence, StringComparison.Ordinal);
        Assert.Empty(_journal.Entries);
    }

    [Fact]
    public async Task Import_ManyMistakes_AreAllNamed()
    {
        var file = Encoding.UTF8.GetString(PilotSample.With("\"type\": \"pendant\"", "\"type\": \"toaster\"")).Replace("eight letters", "short", StringComparison.Ordinal);

        var refused = Assert.IsType<PilotResult.Refused>(await ImportAsync(Encoding.UTF8.GetBytes(file)));

        Assert.Equal([21, 29], refused.Problems.Select(p => p.Line));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"centre\": {\n", 3)]
    [InlineData("[1]", 1)]
    [InlineData("{\"areas\": []}", 1)]
    [InlineData("{\"centre\": \"qingxi\"}", 1)]
    public async Task Import_NoPilotFile_IsRefusedWithALine(string file, int line)
    {
        var refused = Assert.IsType<PilotResult.Refused>(await ImportAsync(Encoding.UTF8.GetBytes(file)));

        Assert.Equal(line, refused.Problems[0].Line);
    }

    [Fact]
    public async Task Import_ForAnotherCentre_IsRefused()
    {
        var result = await new PilotImporter(_engine).ImportAsync(PilotSample.Bytes, Actor.System, new CentreId("other"), requestId: null, CancellationToken.None);

        Assert.Contains("qingxi", Assert.IsType<PilotResult.Refused>(result).Problems.Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_IsOneTransaction()
    {
        await ImportAsync(PilotSample.Bytes);

        Assert.All(_journal.Entries, e => Assert.IsType<DirectoryChanged>(e.Event));
        Assert.Single(_journal.Entries.Select(e => e.At).Distinct());
    }

    private ValueTask<PilotResult> ImportAsync(byte[] file) =>
        new PilotImporter(_engine).ImportAsync(file, Actor.System, onlyFor: null, requestId: null, CancellationToken.None);
}
