using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Server.Api.Reports;
using ElderAlert.Server.Cli;
using ElderAlert.Server.Cli.Replay;
using ElderAlert.Server.Hosting.Json;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Tests.Cli;

/// <summary>What is stored beside the journal is held against it.</summary>
public sealed class ReplayTests : IDisposable
{
    private static readonly Actor Wang = Actor.Of(new OperatorId("wang"), Domain.Directory.OperatorRole.Operator);
    private readonly string _folder = Directory.CreateTempSubdirectory("elderalert-replay-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string> Tampering => new()
    {
        { "UPDATE incident SET needs_care = 0, active = 0, state = 'Closed' WHERE state = 'Open'", "needs care, and a start would not load it" },
        { "UPDATE incident SET position = position - 1 WHERE state = 'Resolved'", "the row of incident" },
        { "DELETE FROM incident WHERE state = 'Resolved'", "the report gives incidents 1, the journal 2" },
        { "INSERT INTO incident SELECT 'invented', centre, 'elsewhere', lane, state, active, needs_care, opened_at, position FROM incident WHERE state = 'Open'", "the row of incident invented belongs to no entry" },
        { "DELETE FROM directory WHERE type = 'responder'", "Responder alpha-guard was written here, and is not on file" },
    };

    [Fact]
    public async Task Replay_OfAWorkedJournal_GivesTheSameAnswer()
    {
        await WorkAsync();

        var (exit, output, error) = await ReplayAsync();

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("of 2 dangers to life 1 of ", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Replay_StoredOtherwise_SaysWhereAndExitsWithOne(string tampering, string difference)
    {
        await WorkAsync();
        await using (var db = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=False"))
        {
            await db.OpenAsync();
            await using var tamper = db.CreateCommand();
            tamper.CommandText = tampering;
            Assert.True(await tamper.ExecuteNonQueryAsync() > 0);
        }

        var (exit, output, error) = await ReplayAsync();

        Assert.Equal(CommandLine.ExitRefused, exit);
        Assert.Contains(difference, error, StringComparison.Ordinal);
        Assert.Matches("centre alpha, position [0-9]+: ", error);
        Assert.Contains("The replay differs.", output, StringComparison.Ordinal);
    }

    /// <summary>The figures that the report gives are those of the journal, to the last one.</summary>
    [Fact]
    public async Task Kpi_OfTheReport_IsThatOfTheReplayedJournal()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        foreach (var answeredAfter in new[] { 20, 100, 400 })
        {
            await WorkAsync(hotline, clock, answeredAfter);
        }

        await hotline.AlarmAsync();
        using var boss = await hotline.SignInAsync("boss");
        clock.Advance(TimeSpan.FromSeconds(1));
        var now = clock.GetUtcNow();
        var reported = await boss.GetAsync("/api/reports/kpi");

        var replayed = await ReplayedCentre.ReadAsync(hotline.Server.Journal, Hotline.Alpha, hotline.Server.Engine.Feed.Head(Hotline.Alpha), CancellationToken.None);
        var expected = KpiReport.Of(Hotline.Alpha, now.AddDays(-30), now, [.. replayed.Incidents.Values], now);
        Assert.Equal(4, expected.Life.Opened);
        Assert.Equal(JsonSerializer.Serialize(expected, ContractJson.Options), reported.GetRawText());
    }

    /// <summary>One incident resolved and one open, in a folder that outlives its server.</summary>
    private async Task WorkAsync()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock, folder: _folder);
        await WorkAsync(hotline, clock, answeredAfter: 20);
        await hotline.AlarmAsync();
    }

    private static async Task WorkAsync(Hotline hotline, FakeClock clock, int answeredAfter)
    {
        var id = await hotline.AlarmAsync();
        clock.Advance(TimeSpan.FromSeconds(answeredAfter));
        await DoAsync(hotline, id, _ => new Claim(Wang));
        await DoAsync(hotline, id, _ => new TryVoiceContact(Wang, Reached: true, Note: null));
        await DoAsync(hotline, id, _ => new Resolve(Wang, Resolution.FalseAlarm, Note: null));
        clock.Advance(TimeSpan.FromHours(1));
    }

    private static async Task DoAsync(Hotline hotline, IncidentId id, Func<DecisionContext, IncidentCommand> command) =>
        Assert.IsType<CommandResult.Done>(await hotline.Server.Engine.ExecuteAsync(Hotline.Alpha, id, command, requestId: null, CancellationToken.None));

    private async Task<(int Exit, string Output, string Error)> ReplayAsync()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(["replay", "--data", _folder], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
