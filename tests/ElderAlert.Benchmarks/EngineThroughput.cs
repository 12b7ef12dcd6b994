using System.Diagnostics;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Benchmarks;

/// <summary>
/// The engine over the real SQLite journal, without a network: how many signals a second are on disk and decided, joining open incidents
/// and opening new ones. Run it with <c>engine [signals] [homes] [concurrency]</c>.
/// </summary>
internal static class EngineThroughput
{
    private static readonly CentreId Centre = new("c");

    public static async Task RunAsync(int signals, int homes, int concurrency)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("elderalert-throughput-").FullName;
        using var journal = SqliteJournal.Open(new StorageOptions { Path = folder });
        var engine = new IncidentEngine(journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.EditAsync(new DirectoryEdit(Centre, Actor.System, FileOf(homes), []), CancellationToken.None);

        await MeasureAsync("opening", homes, concurrency, i => Press(engine, i, homes, i));
        await MeasureAsync("joining", signals, concurrency, i => Press(engine, homes + i, homes, i));

        await engine.StopAsync(CancellationToken.None);
        journal.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static ValueTask<SignalReceipt> Press(IncidentEngine engine, int id, int homes, int i) => engine.ReceiveAsync(
        new Signal($"b-{id}", new DeviceId($"d{i % homes}"), SignalKind.Sos, SignalState.Active, TimeProvider.System.GetUtcNow()),
        CancellationToken.None);

    private static async Task MeasureAsync(string what, int count, int concurrency, Func<int, ValueTask<SignalReceipt>> press)
    {
        var next = -1;
        var latencies = new double[count];
        var allocated = GC.GetTotalAllocatedBytes();
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var started = Stopwatch.GetTimestamp();
                await press(i);
                latencies[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }));
        var seconds = watch.Elapsed.TotalSeconds;
        var each = (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / count;
        var bytes = (GC.GetTotalAllocatedBytes() - allocated) / count;
        Array.Sort(latencies);
        Console.WriteLine($"{what}: {count / seconds:N0} a second, {concurrency} waiting at once; median {latencies[count / 2]:N2} ms, p99 {latencies[count * 99 / 100]:N2} ms; each {each:N1} us of processor time, {bytes:N0} bytes");
    }

    private static List<DirectoryItem> FileOf(int homes)
    {
        var area = new Area(Centre, new AreaId("a"), Parent: null, AreaLevel.Town, "Town", Location: null);
        List<DirectoryItem> file = [new Centre(Centre, "96345", "96345", area.Id, "Asia/Shanghai"), area];
        for (var i = 0; i < homes; i++)
        {
            var home = new HouseholdId($"h{i}");
            file.Add(new Household(Centre, home, area.Id, "Chen", "Lane 3", Location: null, Phone: null, EntryData: null));
            file.Add(new Device(Centre, new DeviceId($"d{i}"), home, DeviceType.Pendant));
        }

        return file;
    }
}
