using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Writing;

namespace ElderAlert.Engine.Watch;

/// <summary>Which homes are silent as a whole, and the outages that they are told in.</summary>
internal sealed class OutageBook(IncidentEngine engine, WatchBook book, Tellings tellings, GatewayWays gateways)
{
    /// <summary>So many homes that come back are told in one transaction: an alarm that comes meanwhile waits for no more of them.</summary>
    private const int ToldAtOnce = 100;

    private readonly List<DeviceId> _said = [];
    private readonly List<HouseholdId> _back = [];
    private readonly List<(AreaId Area, DateTimeOffset At, IReadOnlyList<HouseholdId> Households)> _untold = [];

    /// <summary>A device was said to be lost; whether it went with others is to be looked at.</summary>
    public void Said(DeviceId device) => _said.Add(device);

    /// <summary>The devices that were said to be lost since this was last asked.</summary>
    public IReadOnlyList<DeviceId> TakeSaid()
    {
        DeviceId[] said = [.. _said];
        _said.Clear();
        return said;
    }

    /// <summary>The lines of every area of a centre, the homes of the areas below it included.</summary>
    public Dictionary<AreaId, List<HomeLine>> Lines(CentreId centre, TimeSpan within, DateTimeOffset now)
    {
        var directory = engine.Directory;
        var lines = new Dictionary<AreaId, List<HomeLine>>();
        foreach (var home in directory.Of<Household>(centre))
        {
            if (LineOf(home.Id, within, now) is { } line)
            {
                foreach (var area in directory.UpFrom(home.Area))
                {
                    (lines.TryGetValue(area.Id, out var homes) ? homes : lines[area.Id] = []).Add(line);
                }
            }
        }

        return lines;
    }

    /// <summary>The line of a home; null where nothing in it speaks often enough to tell, or what does cannot be heard.</summary>
    public HomeLine? LineOf(HouseholdId household, TimeSpan within, DateTimeOffset now)
    {
        var line = DevicesOf(household, within);
        if (line.Count == 0 || line.Exists(d => engine.Directory.Find(d.Watch.Device) is { } device && gateways.IsCut(device)))
        {
            return null;
        }

        var isSilent = line.All(d => d.Watch.LostAt is not null || SupervisionRules.IsOverdue(d.Watch, d.Supervision, now));
        return new HomeLine(household, isSilent ? line.Max(d => d.Watch.CountsFrom) : null);
    }

    /// <summary>Whether every device that speaks often is there.</summary>
    public bool IsWhole(HouseholdId household) => engine.Directory.Find(household) is { } home
        && DevicesOf(household, engine.Directory.SilenceOf(home.Centre).Outage.Within).TrueForAll(d => d.Watch.LostAt is null);

    /// <summary>Whether an outage lists the home, and the home has not come back.</summary>
    public bool Lists(HouseholdId home) =>
        _untold.Exists(o => o.Households.Contains(home)) || engine.Outages.Any(i => IsOutIn(i, home));

    /// <summary>The area of an outage that a home belongs to, because it fell silent about when that began; null where there is none.</summary>
    public AreaId? Near(Household home, DateTimeOffset silentSince, TimeSpan within)
    {
        var areas = engine.Directory.UpFrom(home.Area).Select(a => a.Id).ToHashSet();
        var begun = _untold.Select(o => (o.Area, o.At)).Concat(engine.Outages
            .Where(i => i.Centre == home.Centre)
            .Select(i => (i.Outage!.Area, At: i.OpenedAt)));
        return begun.Where(o => areas.Contains(o.Area) && silentSince <= o.At + within).Select(o => (AreaId?)o.Area).FirstOrDefault();
    }

    /// <summary>Tells an outage, or more homes of one, and takes their devices as lost with it.</summary>
    public void Tell(CentreId centre, AreaId area, IReadOnlyList<HouseholdId> households, TimeSpan within, DateTimeOffset now)
    {
        foreach (var device in households.SelectMany(h => DevicesOf(h, within)))
        {
            book.Set(device.Watch with { LostAt = device.Watch.LostAt ?? now, Cause = LossCause.Outage });
        }

        _untold.Add((area, now, households));
        tellings.Add(stop => TellAsync(centre, area, households, within, stop));
    }

    private async Task TellAsync(CentreId centre, AreaId area, IReadOnlyList<HouseholdId> households, TimeSpan within, CancellationToken stop)
    {
        var isToldAgain = false;
        try
        {
            await engine.DoAsync(new OutageWork(centre, area, households, within), isAlarm: false, stop);
        }
        catch (EngineUnavailableException)
        {
            isToldAgain = true;
            throw;
        }
        finally
        {
            if (!isToldAgain)
            {
                _untold.RemoveAll(o => ReferenceEquals(o.Households, households));
            }
        }
    }

    /// <summary>Tells that a home speaks again, to each outage that lists it: one that was worked already when a larger area's was found is not folded.</summary>
    public void TellBack(HouseholdId household)
    {
        _back.Add(household);
        tellings.Add(TellBackAsync);
    }

    /// <summary>Takes the next of those that are back; for the last of many there is nothing left to do.</summary>
    private async Task TellBackAsync(CancellationToken stop)
    {
        HouseholdId[] homes = [.. _back.Take(ToldAtOnce)];
        foreach (var incident in engine.Outages.ToList())
        {
            HouseholdId[] listed = [.. homes.Where(home => IsOutIn(incident, home))];
            if (listed.Length > 0)
            {
                await engine.DoAsync(new HouseholdsBackWork(incident.Centre, incident.Id, listed), isAlarm: false, stop);
            }
        }

        _back.RemoveRange(0, homes.Length);
    }

    private static bool IsOutIn(Incident outage, HouseholdId home) => outage.Outage?.Find(home) is { BackAt: null };

    /// <summary>What speaks most often in a home, and often enough: its hub, as a rule. Slower devices that connect themselves say it later.</summary>
    private List<(DeviceWatch Watch, Supervision Supervision)> DevicesOf(HouseholdId household, TimeSpan within)
    {
        var devices = new List<(DeviceWatch, Supervision)>();
        foreach (var device in engine.Directory.DevicesOf(household).Where(d => d.Gateway is null))
        {
            var supervision = engine.Directory.SupervisionOf(device);
            if (supervision.Heartbeat <= within && book.Find(device.Id) is { } watch)
            {
                devices.Add((watch, supervision));
            }
        }

        return devices.FindAll(d => d.Item2.Heartbeat == devices.Min(other => other.Item2.Heartbeat));
    }
}
