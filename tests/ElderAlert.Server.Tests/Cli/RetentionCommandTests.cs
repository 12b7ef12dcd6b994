using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Support;
using ElderAlert.Server.Cli;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Tests.Cli;

/// <summary>The retention by hand, on a store whose server is stopped. Its incident is of 2020, so that its text is due.</summary>
public sealed class RetentionCommandTests : IDisposable
{
    private static readonly Actor Wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("elderalert-retention-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task PlanRunAndCleanKeys_OldIncident_IsErasedFromTheStoreAndFromACopyOfItsKeys()
    {
        await WorkAsync();
        var copy = Path.Combine(_folder, "copy");
        Assert.Equal(0, (await RunAsync("backup", copy, "--with-keys")).Exit);
        Assert.Contains("text of 2020-05 (1)", (await RunAsync("retention", "plan")).Output, StringComparison.Ordinal);

        var (exit, output, error) = await RunAsync("retention", "run");
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("centre alpha: text of 2020-05 (1); households off the file: none", output, StringComparison.Ordinal);
        Assert.Contains("centre alpha: text of no month", (await RunAsync("retention", "plan")).Output, StringComparison.Ordinal);
        Assert.Contains("1 destroyed keys were removed", (await RunAsync("retention", "clean-keys", Path.Combine(copy, "keys.db"))).Output, StringComparison.Ordinal);
        Assert.Contains("0 destroyed keys were removed", (await RunAsync("retention", "clean-keys", Path.Combine(copy, "keys.db"))).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("verify")).Exit);
        Assert.Equal(0, (await RunAsync("replay")).Exit);
    }

    [Fact]
    public async Task Forget_Household_IsOffTheFileAndErased()
    {
        await WorkAsync();

        var (exit, output, error) = await RunAsync("retention", "forget", "alpha-home");
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("alpha-home is erased", output, StringComparison.Ordinal);
        Assert.Contains("No household alpha-home is on file", (await RunAsync("retention", "forget", "alpha-home")).Error, StringComparison.Ordinal);
        Assert.Contains("text of no month; households off the file: none", (await RunAsync("retention", "plan")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("verify")).Exit);
        Assert.Equal(0, (await RunAsync("replay")).Exit);
    }

    [Fact]
    public async Task Forget_HouseholdWithAnAbsenceAndInTestMode_LeavesNeither()
    {
        var day = new DateTimeOffset(2020, 5, 1, 8, 0, 0, TimeSpan.Zero);
        await WorkAsync(
            close: true,
            new Absence(Hotline.Alpha, new AbsenceId("holiday"), Hotline.Home, Resident: null, AbsenceReason.Holiday, day, day.AddDays(2)),
            new TestMode(Hotline.Alpha, Hotline.Home, day.AddHours(1), Wang));

        var (exit, _, error) = await RunAsync("retention", "forget", "alpha-home");
        Assert.Equal((0, ""), (exit, error));

        using var journal = SqliteJournal.Open(new StorageOptions { Path = _folder }, JournalAccess.Read);
        Assert.DoesNotContain((await journal.LoadAsync(CancellationToken.None)).Directory, item => item is Absence or TestMode);
    }

    [Fact]
    public async Task Forget_TelemetryInATimeSeriesServer_NothingOfItIsLeftThereNorInWhatWaitsOrWasRefused()
    {
        await WorkAsync();
        await using var influx = await InfluxDbServer.StartedAsync();
        var spool = Path.Combine(_folder, "telemetry-spool");
        await using (var waiting = DiskSpool.Open(new SpoolOptions { Folder = spool }, TimeProvider.System, NullLogger<DiskSpool>.Instance))
        {
            await waiting.AppendAsync([Reading("alpha-home"), Reading("home-2")]);
        }

        var rejected = Path.Combine(spool, "rejected.lp");
        await File.WriteAllTextAsync(rejected, "# 400 'alpha-home'\ntelemetry,centre=alpha,household=alpha-home x=1 1\ntelemetry,centre=alpha,household=home-2 x=1 1\n");

        var (exit, _, error) = await RunAsync("retention", "forget", "alpha-home", $"--ElderAlert:Influx:Url={influx.Url}", "--ElderAlert:Influx:Database=elderalert");

        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(["home-2"], (await influx.ColumnAsync("SELECT household, heartRate FROM telemetry", 1)).Select(home => home.GetString()));
        Assert.Equal("# 400 '...'\ntelemetry,centre=alpha,household=home-2 x=1 1\n", await File.ReadAllTextAsync(rejected));
    }

    [Fact]
    public async Task Forget_IncidentNotClosed_IsRefused()
    {
        await WorkAsync(close: false);

        var (exit, _, error) = await RunAsync("retention", "forget", "alpha-home");

        Assert.Equal(CommandLine.ExitRefused, exit);
        Assert.Contains("has an incident that is not closed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CleanKeys_NoSuchFile_SaysSo()
    {
        await WorkAsync();
        Assert.Contains("There is no file", (await RunAsync("retention", "clean-keys", Path.Combine(_folder, "nothing.db"))).Error, StringComparison.Ordinal);
    }

    private static InfluxPoint Reading(string home) => new(
        "telemetry",
        [new InfluxTag("centre", "alpha"), new InfluxTag("household", home)],
        [new InfluxField("heartRate", FieldValue.Integer(71))],
        new DateTimeOffset(2020, 5, 4, 8, 0, 0, TimeSpan.Zero));

    private async Task WorkAsync(bool close = true, params DirectoryItem[] alsoOnFile)
    {
        var clock = new FakeClock(new DateTimeOffset(2020, 5, 4, 8, 0, 0, TimeSpan.Zero));
        await using var hotline = await Hotline.StartAsync(clock, folder: _folder);
        Assert.IsType<EditResult.Done>(await hotline.Server.Engine.EditAsync(new DirectoryEdit(Hotline.Alpha, Actor.System, alsoOnFile, []), CancellationToken.None));
        var id = await hotline.AlarmAsync();
        await DoAsync(hotline, id, _ => new Claim(Wang));
        await DoAsync(hotline, id, _ => new TryVoiceContact(Wang, Reached: true, "She is well."));
        await DoAsync(hotline, id, _ => new Resolve(Wang, Resolution.FalseAlarm, Note: null));
        if (close)
        {
            await DoAsync(hotline, id, _ => new RecordFollowUp(Wang, FollowUpResult.Well, Satisfaction: null, Note: null));
            await DoAsync(hotline, id, _ => new Close(Wang));
            await SentAsync(hotline, clock, id);
        }
    }

    /// <summary>Until no message about it is on its way any more.</summary>
    private static async Task SentAsync(Hotline hotline, FakeClock clock, IncidentId id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await hotline.Server.Engine.FindAsync(id, CancellationToken.None))!.NeedsCare)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    private static async Task DoAsync(Hotline hotline, IncidentId id, Func<DecisionContext, IncidentCommand> command) =>
        Assert.IsType<CommandResult.Done>(await hotline.Server.Engine.ExecuteAsync(Hotline.Alpha, id, command, requestId: null, CancellationToken.None));

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync([.. args, "--data", _folder], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
