using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Pilot;
using ElderAlert.Server.Tests.House;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Tests.Pilot;

/// <summary>Rotas, hours, verified numbers and targets in a pilot file: the example of the documentation, and what cannot be.</summary>
public sealed class DutyImportTests : IAsyncLifetime
{
    private static readonly string Example = ReadExample();

    private readonly DiskJournal _journal = new();
    private readonly IncidentEngine _engine;

    public DutyImportTests() =>
        _engine = new IncidentEngine(_journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);

    public async ValueTask InitializeAsync() => await _engine.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Fact]
    public async Task Import_TheExampleOfTheDocumentation_IsOnFile()
    {
        Assert.IsType<PilotResult.Done>(await ImportAsync(Example));

        var directory = _engine.Directory;
        var rota = directory.Find<Rota>("nights")!;
        Assert.Equal((RotaOf.Operators, 2), (rota.Of, rota.Shifts[0].Turns.Count));
        Assert.Equal(["wu"], rota.OnDuty(new DateTimeOffset(2026, 12, 1, 3, 0, 0, TimeSpan.FromHours(8))));
        Assert.Equal(["lin", "wu"], rota.OnDuty(new DateTimeOffset(2026, 12, 25, 3, 0, 0, TimeSpan.FromHours(8))));
        var neighbour = directory.ContactsOf(new HouseholdId("h01"))[1];
        Assert.Equal([true, false], neighbour.Methods.Select(m => m.IsVerified));
        Assert.Equal(new TimeOnly(22, 0), Assert.Single(neighbour.Hours!).To);
        var policy = directory.Find(new PolicyId("life"))!;
        Assert.Equal((Priority.Critical, 1, TimeSpan.FromSeconds(180)), (policy.FanOutFrom!.Value, policy.ConsiderateRounds, policy.Times.EnRoute!.Value));
        Assert.Equal(5_000, policy.Steps[0].Targets[1].Otherwise!.WithinM);
        Assert.Equal(7, Assert.Single(directory.Find(new CentreId("qingxi"))!.QuietHours!).Days.Count);
    }

    [Theory]
    [InlineData("\"begins\": \"2026-11-23\"", "\"begins\": \"next Monday\"", EditProblemCode.Invalid, "is a date like")]
    [InlineData("2026-12-24T20:00:00+08:00", "2026-12-24T20:00:00", EditProblemCode.Invalid, "is a moment like")]
    [InlineData("\"from\": \"20:00\"", "\"from\": \"8pm\"", EditProblemCode.Invalid, "time of day like 07:30")]
    [InlineData("{\"from\": \"22:00\", \"to\": \"07:00\"}", "{\"days\": [\"someday\"], \"from\": \"22:00\", \"to\": \"07:00\"}", EditProblemCode.Invalid, "monday to sunday")]
    [InlineData("{\"from\": \"22:00\", \"to\": \"07:00\"}", "{\"days\": [\"saturday, sunday\"], \"from\": \"22:00\", \"to\": \"07:00\"}", EditProblemCode.Invalid, "monday to sunday")]
    [InlineData("\"channels\": [\"sms\", \"voice\"]", "\"channels\": [\"sms, voice\"]", EditProblemCode.Invalid, "may name sms and voice")]
    [InlineData("\"channels\": [\"sms\", \"voice\"]", "\"channels\": [\"7\"]", EditProblemCode.Invalid, "may name sms and voice")]
    [InlineData("\"turns\": [{\"members\": [\"lin\"]}, {\"members\": [\"wu\"]}]", "\"turns\": [{\"members\": [\"ghost\"]}]", EditProblemCode.HoursImpossible, "ghost is not on file")]
    [InlineData("{\"channel\": \"voice\", \"number\": \"+8610000000005\"}", "{\"channel\": \"voice\", \"number\": \"+8610000000005\", \"verified\": false}", EditProblemCode.NumberNotVerified, "no verified number")]
    [InlineData("\"parent\": \"990100001\", \"level\": \"village\"", "\"parent\": \"990100001001\", \"level\": \"village\"", EditProblemCode.AreaCircle, "lead back to itself")]
    [InlineData("\"timeZone\": \"Asia/Shanghai\"", "\"timeZone\": \"Asia/Atlantis\"", EditProblemCode.Invalid, "IANA name")]
    public async Task Import_WhatCannotBe_IsRefusedWithALine_AndNothingIsOnFile(string was, string now, EditProblemCode code, string hint)
    {
        Assert.Contains(was, Example, StringComparison.Ordinal);

        var refused = Assert.IsType<PilotResult.Refused>(await ImportAsync(Example.Replace(was, now, StringComparison.Ordinal)));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(code, problem.Code);
        Assert.Contains(hint, problem.Sentence, StringComparison.Ordinal);
        Assert.True(problem.Line > 0);
        Assert.Empty(_journal.Entries);
    }

    private static string ReadExample()
    {
        var text = File.ReadAllText(Repository.File("docs/pilot-file.md"));
        var begin = text.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    private ValueTask<PilotResult> ImportAsync(string file) =>
        new PilotImporter(_engine).ImportAsync(Encoding.UTF8.GetBytes(file), Actor.System, onlyFor: null, requestId: null, CancellationToken.None);
}
