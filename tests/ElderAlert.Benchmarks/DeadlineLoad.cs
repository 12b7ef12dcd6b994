using System.Diagnostics;
using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Clock;
using ElderAlert.Engine.Directory;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Benchmarks;

/// <summary>
/// What open incidents with armed deadlines cost while nothing happens: the whole engine with clock loop and auditor, idle; and the clock
/// loop alone while every incident falls due once in half a minute. Run it with <c>deadlines [incidents] [seconds]</c>.
/// </summary>
internal static class DeadlineLoad
{
    private const int Callers = 500;
    private static readonly CentreId Centre = new("c");
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int incidents, int seconds)
    {
        await IdleAsync(incidents, seconds);
        await ChurnAsync(incidents, seconds);
    }

    private static async Task IdleAsync(int incidents, int seconds)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("elderalert-deadlines-").FullName;
        using var journal = SqliteJournal.Open(new StorageOptions { Path = folder });
        var engine = new IncidentEngine(journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await engine.StartAsync(CancellationToken.None);
        if (await engine.EditAsync(new DirectoryEdit(Centre, Actor.System, FileOf(incidents), []), CancellationToken.None) is EditResult.Refused refused)
        {
            throw new InvalidOperationException(string.Join(' ', refused.Problems));
        }

        await OpenAsync(engine, incidents);
        var share = await ShareOfACoreAsync(seconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"engine idle, {engine.OpenIncidents(Centre).Count:N0} open incidents, {engine.Deadlines.Count:N0} armed: {share:P2} of a core (clock loop and auditor, {seconds} s)"));
        await engine.StopAsync(CancellationToken.None);
        journal.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static async Task ChurnAsync(int incidents, int seconds)
    {
        var queue = new DeadlineQueue();
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < incidents; i++)
        {
            queue.Arm(new IncidentId($"i{i}"), now + Turn * ((double)i / incidents));
        }

        var fired = 0;
        using var stop = new CancellationTokenSource();
        var loop = new ClockLoop(queue, TimeProvider.System).RunAsync(
            (incident, _) =>
            {
                fired++;
                queue.Arm(incident, TimeProvider.System.GetUtcNow() + Turn);
                return ValueTask.CompletedTask;
            },
            stop.Token);
        var share = await ShareOfACoreAsync(seconds);
        await stop.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"clock loop alone, {incidents:N0} armed, {fired / (double)seconds:N0} due a second: {share:P2} of a core ({seconds} s)"));
    }

    private static Task OpenAsync(IncidentEngine engine, int incidents)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < incidents; i = Interlocked.Increment(ref next))
            {
                await engine.ReceiveAsync(
                    new Signal($"b-{i}", new DeviceId($"d{i}"), SignalKind.Sos, SignalState.Active, TimeProvider.System.GetUtcNow()), CancellationToken.None);
            }
        }));
    }

    /// <summary>The processor time of this process over some seconds, in cores.</summary>
    private static async Task<double> ShareOfACoreAsync(int seconds)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        GC.Collect();
        var (before, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        return (Environment.CpuUsage.TotalTime - before) / watch.Elapsed;
    }

    private static List<DirectoryItem> FileOf(int homes)
    {
        var area = new Area(Centre, new AreaId("a"), Parent: null, AreaLevel.Town, "Town", Location: null);
        var patience = TimeSpan.FromHours(12);
        List<DirectoryItem> file =
        [
            new Centre(Centre, "96345", "96345", area.Id, "Asia/Shanghai"),
            area,
            new Operator(Centre, new OperatorId("s"), "S", OperatorRole.Supervisor, "-", [new ContactMethod(Channel.Sms, "+8610000000001")]),
            DefaultPolicies.Life(Centre) with
            {
                Steps =
                [
                    new EscalationStep([new EscalationTarget(TargetKind.OperatorsOnDuty, [])], patience),
                    new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [])], patience),
                ],
            },
        ];
        for (var i = 0; i < homes; i++)
        {
            var home = new HouseholdId($"h{i}");
            file.Add(new Household(Centre, home, area.Id, "Chen", "Lane 3", Location: null, Phone: null, EntryData: null));
            file.Add(new Device(Centre, new DeviceId($"d{i}"), home, DeviceType.Pendant));
        }

        return file;
    }
}
