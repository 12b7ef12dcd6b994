using ElderAlert.EndToEnd.Support;
using Microsoft.Data.Sqlite;

namespace ElderAlert.EndToEnd.Killing;

/// <summary>
/// The server is killed with SIGKILL, again and again, while a thousand signals arrive from real clients: what was acknowledged is there,
/// what was not arrives by redelivery, nothing is there twice, and nobody's escalation or message is lost.
/// </summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int DevicesPerRun = 50;
    private const int SignalsPerDevice = 20;

    private static readonly TimeSpan FirstStep = TimeSpan.FromSeconds(30);

    /// <summary>A step may be late by the time that the server was dead and starting, and by a busy machine; never early.</summary>
    private static readonly TimeSpan LateAfterAKill = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task KilledWhileSignalsArrive_NothingAcknowledgedIsLost_NothingIsDoubled()
    {
        Tools.Require("python3-paho-mqtt", Tools.Python, "/usr/lib/python3/dist-packages/paho");
        var random = new Random(20261121);
        await using var server = new ServerProcess();
        await server.RunAsync("import", PilotFile.Write(server.Folder, Kills * DevicesPerRun));
        await server.StartAsync();

        var acknowledged = new List<(string Device, string Id)>();
        for (var run = 0; run < Kills; run++)
        {
            using var pendants = Pendants.Press(server.MqttPort, $"run{run}", run * DevicesPerRun, DevicesPerRun, SignalsPerDevice);
            await pendants.UntilAcknowledgedAsync(random.Next(1, DevicesPerRun * SignalsPerDevice * 9 / 10));
            await server.KillAsync();
            await server.StartAsync();
            await pendants.UntilDoneAsync();
            acknowledged.AddRange(pendants.Acknowledged);
        }

        Assert.Equal(Kills * DevicesPerRun * SignalsPerDevice, acknowledged.Distinct().Count());
        var journal = await SettledAsync(server);
        ExpectEachSignalInOneIncident(journal, acknowledged);
        ExpectStepsAtTheirTime(journal);
        ExpectEveryMessageOnce(journal, server);
        await server.KillAsync();
        await server.RunAsync("verify");
    }

    /// <summary>The journal, once no notification is under way.</summary>
    private static async Task<Journal> SettledAsync(ServerProcess server)
    {
        for (var attempt = 0; ; attempt++)
        {
            var journal = await Journal.ReadAsync(server);
            var requested = Ids(journal, "notificationRequested");
            var ended = Ids(journal, "notificationDelivered", "notificationAccepted", "notificationFailed");
            if (requested.IsSubsetOf(ended))
            {
                return journal;
            }

            Assert.True(attempt < 60, $"{requested.Except(ended).Count()} notifications are still under way");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    private static void ExpectEachSignalInOneIncident(Journal journal, List<(string Device, string Id)> acknowledged)
    {
        Assert.Equal(Enumerable.Range(1, journal.Entries.Count), journal.Entries.Select(e => e.GetProperty("position").GetInt32()));
        var signals = journal.Signals();
        Assert.All(acknowledged, key => Assert.Single(signals[key]));
        Assert.All(signals, s => Assert.Single(s));
        var incidentsOfDevices = signals.GroupBy(s => s.Key.Device, s => s.Single(), StringComparer.Ordinal);
        Assert.All(incidentsOfDevices, device => Assert.Single(device.Distinct(StringComparer.Ordinal)));
    }

    private static void ExpectStepsAtTheirTime(Journal journal)
    {
        foreach (var incident in journal.Of("escalationAdvanced").GroupBy(Journal.IncidentOf, StringComparer.Ordinal))
        {
            var times = incident.Select(Journal.AtOf).ToList();
            if (times.Count > 1)
            {
                Assert.InRange(times[1] - times[0], FirstStep, FirstStep + LateAfterAKill);
            }
        }
    }

    private static void ExpectEveryMessageOnce(Journal journal, ServerProcess server)
    {
        using var outbox = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "outbox.db")};Mode=ReadOnly;Pooling=False");
        outbox.Open();
        using var command = outbox.CreateCommand();
        command.CommandText = "SELECT notification FROM items WHERE notification IS NOT NULL";
        using var reader = command.ExecuteReader();
        var received = new List<string>();
        while (reader.Read())
        {
            received.Add(reader.GetString(0));
        }

        var failed = Ids(journal, "notificationFailed");
        Assert.Equal(received.Count, received.Distinct(StringComparer.Ordinal).Count());
        Assert.Superset(Ids(journal, "notificationRequested").Except(failed, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal), received.ToHashSet(StringComparer.Ordinal));
        var firstMessages = journal.Of("notificationRequested").GroupBy(Journal.IncidentOf, StringComparer.Ordinal);
        Assert.Equal(Kills * DevicesPerRun, firstMessages.Count());
    }

    private static HashSet<string> Ids(Journal journal, params string[] types) => types
        .SelectMany(journal.Of)
        .Select(e => e.GetProperty("event").GetProperty("notification").GetString()!)
        .ToHashSet(StringComparer.Ordinal);
}
