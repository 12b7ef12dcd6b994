using System.Diagnostics;
using ElderAlert.Domain;
using ElderAlert.Engine;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Benchmarks;

/// <summary>
/// What a restart and a check of a long journal cost: <c>startup write DIR [entries]</c> makes one, <c>startup open DIR</c> measures in a
/// fresh process from opening the folder until the engine takes signals, <c>startup verify DIR</c> how long the whole check takes.
/// </summary>
internal static class StartUp
{
    public static Task RunAsync(string verb, string folder, long entries) => verb switch
    {
        "write" => YearOfAlarms.WriteAsync(folder, entries),
        "open" => OpenAsync(folder),
        "verify" => VerifyAsync(folder),
        _ => throw new ArgumentException($"{verb} is not write, open or verify", nameof(verb)),
    };

    private static async Task OpenAsync(string folder)
    {
        var watch = Stopwatch.StartNew();
        using var journal = SqliteJournal.Open(new StorageOptions { Path = folder });
        var opened = watch.Elapsed;
        var engine = new IncidentEngine(journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await engine.StartAsync(CancellationToken.None);
        var ready = watch.Elapsed;
        var centre = engine.Directory.Centres.First().Id;
        Console.WriteLine(
            $"{engine.Feed.Head(centre):N0} entries, {engine.OpenIncidents(centre).Count:N0} incidents not closed: folder open after {opened.TotalMilliseconds:N0} ms, ready after {ready.TotalMilliseconds:N0} ms, {Environment.WorkingSet >> 20} MB");
        await engine.StopAsync(CancellationToken.None);
    }

    private static async Task VerifyAsync(string folder)
    {
        var watch = Stopwatch.StartNew();
        using var journal = SqliteJournal.Open(new StorageOptions { Path = folder }, JournalAccess.Read);
        var faults = await journal.VerifyAsync(CancellationToken.None);
        Console.WriteLine($"{faults.Count} faults, checked in {watch.Elapsed.TotalSeconds:N1} s");
    }
}
