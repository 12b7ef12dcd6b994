using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;

namespace ElderAlert.Engine.Watch;

/// <summary>Looks for devices that have fallen silent, alone or with many others, and for batteries that are still low.</summary>
internal sealed class DeviceLook(IncidentEngine engine, WatchBook book, Tellings tellings, OutageBook outages, GatewayWays gateways)
{
    /// <summary>Looks at every device.</summary>
    /// <param name="now">The time.</param>
    /// <param name="mayJudge">Whether devices have had the time to come back since the server started.</param>
    public void Look(DateTimeOffset now, bool mayJudge)
    {
        var lost = new List<(Device Device, DeviceWatch Watch)>();
        var low = new List<(Device Device, DeviceWatch Watch)>();
        foreach (var watch in book.Devices)
        {
            if (engine.Directory.Find(watch.Device) is not { } device)
            {
                continue;
            }

            if (BatteryRules.Remind(watch, engine.Directory.SilenceOf(device.Centre).Battery, now) is BatteryNews.StillLow)
            {
                low.Add((device, watch));
            }

            if (mayJudge && IsLost(device, watch, now))
            {
                lost.Add((device, watch));
            }
        }

        foreach (var (device, watch) in low.OrderBy(l => l.Device.Key, StringComparer.Ordinal))
        {
            Remind(device, watch, now);
        }

        LookAtSaid(now);
        foreach (var centre in lost.GroupBy(l => l.Device.Centre).OrderBy(c => c.Key.Value, StringComparer.Ordinal))
        {
            TellLost(centre.Key, centre.OrderBy(l => l.Watch.CountsFrom).ThenBy(l => l.Device.Key, StringComparer.Ordinal), now);
        }
    }

    /// <summary>Gateways whose broker tells of them go one by one within seconds; together they are an outage like any other.</summary>
    private void LookAtSaid(DateTimeOffset now)
    {
        foreach (var id in outages.TakeSaid())
        {
            if (engine.Directory.Find(id) is { Gateway: null } device && book.Find(id) is { Cause: LossCause.Word } watch
                && engine.Directory.Find(device.Household) is { } home)
            {
                var limits = engine.Directory.SilenceOf(device.Centre).Outage;
                TellOutage(home, watch, outages.Lines(device.Centre, limits.Within, now), limits, now);
            }
        }
    }

    private bool IsLost(Device device, DeviceWatch watch, DateTimeOffset now)
    {
        if (watch.LostAt is not null || !SupervisionRules.IsDue(watch, engine.Directory.SupervisionOf(device), now) || gateways.IsCut(device))
        {
            return false;
        }

        var gateway = device.Gateway is { } id ? engine.Directory.Find(id) : null;
        return gateway is null || !SupervisionRules.IsCovered(book.Find(gateway.Id), engine.Directory.SupervisionOf(gateway), now);
    }

    private void TellLost(CentreId centre, IEnumerable<(Device Device, DeviceWatch Watch)> lost, DateTimeOffset now)
    {
        var limits = engine.Directory.SilenceOf(centre).Outage;
        Dictionary<AreaId, List<HomeLine>>? lines = null;
        foreach (var (device, found) in lost)
        {
            // It may have gone with an outage that was told a moment ago.
            if (book.Find(device.Id) is not { LostAt: null } watch || engine.Directory.Find(device.Household) is not { } home)
            {
                continue;
            }

            if (outages.Lists(home.Id))
            {
                book.Set(watch with { LostAt = now, Cause = LossCause.Outage });
                continue;
            }

            lines ??= outages.Lines(centre, limits.Within, now);
            if (engine.Directory.SupervisionOf(device).Heartbeat <= limits.Within && device.Gateway is null && TellOutage(home, watch, lines, limits, now))
            {
                continue;
            }

            book.Set(watch with { LostAt = now, Cause = LossCause.Silence });
            tellings.Add(WatchSignals.Offline(device, found, now));
        }
    }

    /// <summary>
    /// Tells the outage that the home is part of: that of the area with the most silent homes, so that one trouble is one incident, and the
    /// smallest such area, so that it is named as closely as can be.
    /// </summary>
    private bool TellOutage(Household home, DeviceWatch watch, Dictionary<AreaId, List<HomeLine>> lines, OutageLimits limits, DateTimeOffset now)
    {
        var widest = engine.Directory.UpFrom(home.Area)
            .Select(area => (area.Id, Homes: lines.TryGetValue(area.Id, out var homes) ? OutageRule.Find(homes, limits, now) : []))
            .Where(area => area.Homes.Contains(home.Id))
            .OrderByDescending(area => area.Homes.Count)
            .FirstOrDefault();
        if (widest.Homes is { } together)
        {
            outages.Tell(home.Centre, widest.Id, together, limits.Within, now);
            return true;
        }

        if (outages.Near(home, watch.CountsFrom, limits.Within) is { } near)
        {
            outages.Tell(home.Centre, near, [home.Id], limits.Within, now);
            return true;
        }

        return false;
    }

    private void Remind(Device device, DeviceWatch watch, DateTimeOffset now)
    {
        book.Set(BatteryRules.Told(watch, now));
        tellings.Add(WatchSignals.BatteryLow(device, watch.BatteryLowSince!.Value, now, engine.Directory.SilenceOf(device.Centre).Battery.RemindAfter));
    }
}
