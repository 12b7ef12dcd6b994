using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Influx.Tests.Grafana;
using ElderAlert.Influx.Tests.Support;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Tests.Telemetry;

/// <summary>Each resolved incident becomes one point of the measurement <c>incident</c>, whatever was down meanwhile.</summary>
public sealed class IncidentMeasuringTests : IDisposable
{
    private static readonly Actor Wang = Actor.Of(new OperatorId("wang"), Domain.Directory.OperatorRole.Operator);
    private static readonly ResponderId Guard = new("alpha-guard");
    private readonly string _folder = Directory.CreateTempSubdirectory("elderalert-measured-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Resolved_WhileItLooks_IsMeasured()
    {
        var clock = new FakeClock();
        await using (var hotline = await Hotline.StartAsync(clock, folder: _folder))
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await WorkAsync(hotline, clock);
            await UntilAsync(() => Measured().Count == 4);
        }

        Assert.Equal(["alpha//life/sos claimSeconds 20", "alpha//life/sos dispatchSeconds 30", "alpha//life/sos onSceneSeconds 600", "alpha//life/sos resolveSeconds 690"], Measured());
    }

    /// <summary>The dashboards' figures say how people in danger fared.</summary>
    [Fact]
    public async Task Resolved_InTestMode_IsMeasuredApart()
    {
        var clock = new FakeClock();
        await using (var hotline = await Hotline.StartAsync(clock, folder: _folder))
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            using var wang = await hotline.SignInAsync("wang");
            await wang.PostAsync("/api/households/alpha-home/test-mode");
            await WorkAsync(hotline, clock);
            await UntilAsync(() => Measured("incident_test").Count == 4);
        }

        Assert.Empty(Measured());
    }

    /// <summary>The measurements are lost, and the file that says how far they went is torn: the journal has it all.</summary>
    [Fact]
    public async Task Resolved_BeforeAStart_IsMeasuredAfterIt()
    {
        var clock = new FakeClock();
        await using (var hotline = await Hotline.StartAsync(clock, folder: _folder))
        {
            await WorkAsync(hotline, clock);
        }

        File.Delete(Path.Combine(_folder, "telemetry.db"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "measured-incidents.json"), "{\"alpha\":");
        await using (var again = await RunningServer.StartAsync(folder: _folder))
        {
            await UntilAsync(() => Measured().Count == 4);
        }

        Assert.Equal(4, Measured().Count);
    }

    /// <summary>The provisioned panels about incidents show what the server wrote into a real InfluxDB.</summary>
    [Fact]
    public async Task Dashboards_OfAWorkedIncident_ShowIt()
    {
        await using var influx = await InfluxDbServer.StartedAsync();
        var settings = new Dictionary<string, string?> { ["Influx:Url"] = influx.Url, ["Influx:Database"] = "elderalert" };
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock, settings, _folder);
        clock.Advance(TimeSpan.FromSeconds(5));
        await WorkAsync(hotline, clock);
        var panels = DashboardFiles.Read().SelectMany(d => DashboardFiles.Queries(d.Key, d.Value)).Where(q => q.Text.Contains("FROM \"incident\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(panels);
        foreach (var panel in panels)
        {
            var query = panel.Text
                .Replace("$timeFilter", "time >= '2026-11-01T00:00:00Z' AND time < '2026-12-01T00:00:00Z'", StringComparison.Ordinal)
                .Replace("$__interval", "1h", StringComparison.Ordinal)
                .Replace("$centre", "alpha", StringComparison.Ordinal);
            await UntilAsync(async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                var answer = await influx.QueryAsync(query);
                return answer.ValueKind == JsonValueKind.Array && answer.GetArrayLength() > 0;
            });
        }
    }

    private static async Task WorkAsync(Hotline hotline, FakeClock clock)
    {
        var id = await hotline.AlarmAsync();
        clock.Advance(TimeSpan.FromSeconds(20));
        await DoAsync(hotline, id, _ => new Claim(Wang));
        clock.Advance(TimeSpan.FromSeconds(10));
        await DoAsync(hotline, id, c => new Dispatch(Wang, Guard, c.Roster));
        clock.Advance(TimeSpan.FromMinutes(10));
        await DoAsync(hotline, id, _ => new ArriveOnScene(Wang, Guard));
        clock.Advance(TimeSpan.FromMinutes(1));
        await DoAsync(hotline, id, _ => new Resolve(Wang, Resolution.Helped, Note: null));
        clock.Advance(TimeSpan.FromSeconds(5));
    }

    private static async Task DoAsync(Hotline hotline, IncidentId id, Func<DecisionContext, IncidentCommand> command) =>
        Assert.IsType<CommandResult.Done>(await hotline.Server.Engine.ExecuteAsync(Hotline.Alpha, id, command, requestId: null, CancellationToken.None));

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static Task UntilAsync(Func<Task<bool>> holdsAsync) => Eventually.HoldsAsync(holdsAsync, "the incident is measured");

    /// <summary>The points of the embedded store: centre, household, lane, kind, field and value.</summary>
    private List<string> Measured(string measurement = "incident")
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "telemetry.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT s.centre || '/' || s.household || '/' || s.value || '/' || kind || ' ' || field || ' ' || CAST(p.value AS INTEGER)
            FROM (SELECT id, centre, household, value, kind, field FROM series WHERE measurement = $measurement) s JOIN point p ON p.series = s.id
            ORDER BY field
            """;
        command.Parameters.AddWithValue("$measurement", measurement);
        using var row = command.ExecuteReader();
        var points = new List<string>();
        while (row.Read())
        {
            points.Add(row.GetString(0));
        }

        return points;
    }
}
