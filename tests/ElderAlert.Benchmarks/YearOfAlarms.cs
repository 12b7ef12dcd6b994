using System.Diagnostics;
using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Benchmarks;

/// <summary>
/// Fills a folder with the journal of a large hotline: day after day one home in ten has an incident that is told to the family,
/// claimed, talked about, driven to, resolved, called back and closed; one in a hundred stays open.
/// </summary>
internal static class YearOfAlarms
{
    private const int Homes = 5_000;
    private const int AlarmsADay = 500;
    private static readonly CentreId Centre = new("c");
    private static readonly Actor Wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);
    private static readonly ResponderId Doctor = new("doctor");

    /// <summary>Writes until there are so many entries.</summary>
    public static async Task WriteAsync(string folder, long entries)
    {
        var watch = Stopwatch.StartNew();
        var clock = new FakeClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var journal = SqliteJournal.Open(new StorageOptions { Path = folder });
        var engine = new IncidentEngine(journal, clock, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await engine.StartAsync(CancellationToken.None);
        if (await engine.EditAsync(new DirectoryEdit(Centre, Actor.System, FileOf(), []), CancellationToken.None) is EditResult.Refused refused)
        {
            throw new InvalidOperationException(string.Join("; ", refused.Problems));
        }

        for (var day = 0; engine.Feed.Head(Centre) < entries; day++)
        {
            await Task.WhenAll(Enumerable.Range(0, AlarmsADay).Select(i => WorkAsync(engine, clock, day, i)));
            clock.Advance(TimeSpan.FromDays(1));
        }

        await engine.StopAsync(CancellationToken.None);
        Console.WriteLine($"{engine.Feed.Head(Centre):N0} entries in {watch.Elapsed.TotalSeconds:N1} s, {new FileInfo(Path.Combine(folder, "journal.db")).Length >> 20} MB");
    }

    private static async Task WorkAsync(IncidentEngine engine, FakeClock clock, int day, int alarm)
    {
        var home = ((day * AlarmsADay) + alarm) % Homes;
        var stays = alarm % 100 == 0;
        var press = 0;
        var opened = await PressAsync();
        await PressAsync();
        if (opened.Incident is not { } id || stays)
        {
            return;
        }

        await SendAsync();
        await DoAsync(_ => new Claim(Wang));
        await DoAsync(_ => new TryVoiceContact(Wang, Reached: true, "She slipped in the kitchen and cannot get up."));
        await DoAsync(c => new Dispatch(Wang, Doctor, c.Roster));
        await DoAsync(_ => new StartEnRoute(Wang, Doctor, EtaMinutes: 8));
        await DoAsync(_ => new ArriveOnScene(Wang, Doctor));
        await DoAsync(_ => new ClearResponder(Wang, Doctor));
        await DoAsync(_ => new Resolve(Wang, Resolution.Helped, "Back in her chair, a bruise."));
        await DoAsync(_ => new RecordFollowUp(Wang, FollowUpResult.Well, Satisfaction: 5, Note: null));
        await DoAsync(_ => new Close(Wang));
        await SendAsync();

        async Task SendAsync()
        {
            var state = await engine.FindAsync(Centre, id, CancellationToken.None);
            foreach (var notification in state!.Notifications.Where(n => n.IsUnfinished))
            {
                await DoAsync(c => new ReportNotification(notification.Id, new ReportSending("+8613800000000", "Your mother has called for help. Reply 1 if you are going."), c.Roster));
                await DoAsync(c => new ReportNotification(notification.Id, new ReportAccepted($"SM{day}-{alarm}"), c.Roster));
                await DoAsync(c => new ReportNotification(notification.Id, new ReportDelivered(), c.Roster));
            }
        }

        ValueTask<SignalReceipt> PressAsync() => engine.ReceiveAsync(
            new Signal(
                string.Create(CultureInfo.InvariantCulture, $"{day}-{alarm}-{press++}"),
                new DeviceId($"d{home}"),
                SignalKind.Sos,
                SignalState.Active,
                clock.GetUtcNow(),
                Detail: new Dictionary<string, string> { ["room"] = "kitchen" }),
            CancellationToken.None);

        async Task DoAsync(Func<DecisionContext, IncidentCommand> command) =>
            await engine.ExecuteAsync(Centre, id, command, requestId: null, CancellationToken.None);
    }

    private static List<DirectoryItem> FileOf()
    {
        var area = new Area(Centre, new AreaId("a"), Parent: null, AreaLevel.Town, "Town", Location: null);
        List<DirectoryItem> file =
        [
            new Centre(Centre, "96345", "96345", area.Id, "Asia/Shanghai"),
            area,
            new Operator(Centre, new OperatorId("wang"), "Wang", OperatorRole.Operator, "", []),
            new Responder(Centre, Doctor, "Li", ResponderRole.Doctor, [area.Id], [new ContactMethod(Channel.Sms, "+8613800000001")], Location: null),
        ];
        for (var i = 0; i < Homes; i++)
        {
            var home = new HouseholdId($"h{i}");
            file.Add(new Household(Centre, home, area.Id, "Chen", "Lane 3", new GeoPoint(29.6, 120.8), "+8657500000000", "key safe 1234"));
            file.Add(new Resident(Centre, new ResidentId($"r{i}"), home, "Chen", 1941, 1, LivesAlone: true, ["heart"]));
            file.Add(new Device(Centre, new DeviceId($"d{i}"), home, DeviceType.Pendant));
            file.Add(new Contact(Centre, new ContactId($"c{i}"), home, "Chen Li", "daughter", 1, [new ContactMethod(Channel.Sms, "+8613800000000")]));
        }

        return file;
    }
}
