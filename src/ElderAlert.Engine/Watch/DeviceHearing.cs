using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Engine.Watch;

/// <summary>What a message of a device means for the watch: the device is there, its battery is low or good, somebody moved, somebody strayed.</summary>
internal sealed class DeviceHearing(IncidentEngine engine, WatchBook book, Tellings tellings, HomeHearing homes, OutageBook outages)
{
    /// <summary>Takes in one message.</summary>
    public void Take(DeviceHeard heard)
    {
        var directory = engine.Directory;
        if (directory.Find(heard.Device) is not { } device)
        {
            return;
        }

        var before = book.Find(device.Id);
        var known = before ?? new DeviceWatch(device.Id, heard.At, heard.At);
        if (heard.HasLeft || heard.Signals.Any(s => s is { Kind: SignalKind.Offline, State: SignalState.Active }))
        {
            // Its gateway says so, or its broker: that is told already, and it is not the device that spoke.
            book.Set(known with { LostAt = heard.At, Cause = LossCause.Word });
            outages.Said(device.Id);
            return;
        }

        var levels = heard.Telemetry is { } measured ? SignReader.LevelsAfter(known.Levels, measured.Metrics) : known.Levels;
        book.Set(Fence(directory, device, Battery(directory, device, known.Heard(heard.At, levels), heard), heard));
        if (before is not null)
        {
            Back(directory, device, before, heard.At);
        }

        if (SignIn(device, before, heard) is { } sign)
        {
            homes.Take(device.Household, sign, SignTime(heard));
        }
    }

    private void Back(DirectoryIndex directory, Device device, DeviceWatch before, DateTimeOffset at)
    {
        switch (before.Cause)
        {
            case LossCause.Silence:
                tellings.Add(WatchSignals.Online(device, before, at));
                break;
            case LossCause.Outage when outages.IsWhole(device.Household):
                outages.TellBack(device.Household);
                JudgeAnew(directory, device.Household, at);
                break;
            case LossCause.Outage or LossCause.Word or null:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(before), before.Cause, "not a cause of a loss");
        }

        var silence = at - before.CountsFrom;
        if (silence > directory.SupervisionOf(device).Heartbeat)
        {
            PauseBehind(directory, device, silence, at);
        }
    }

    /// <summary>What a silent gateway carries could not have been heard either.</summary>
    private void PauseBehind(DirectoryIndex directory, Device gateway, TimeSpan silence, DateTimeOffset at)
    {
        foreach (var behind in directory.Behind(gateway.Id))
        {
            if (book.Find(behind.Id) is { LostAt: null } watch)
            {
                var paused = watch.Pause(silence);
                book.Set(paused.CountsFrom > at ? watch with { CountsFrom = at } : paused);
            }
        }
    }

    /// <summary>The home is back: slower devices of it that fell silent in the outage have their whole time anew.</summary>
    private void JudgeAnew(DirectoryIndex directory, HouseholdId household, DateTimeOffset at)
    {
        foreach (var slower in directory.DevicesOf(household))
        {
            if (book.Find(slower.Id) is { Cause: LossCause.Outage } watch)
            {
                book.Set(watch with { CountsFrom = at, LostAt = null, Cause = null });
            }
        }
    }

    private DeviceWatch Battery(DirectoryIndex directory, Device device, DeviceWatch watch, DeviceHeard heard)
    {
        watch = heard.Signals.Aggregate(watch, BatteryRules.After);
        if (heard.Telemetry?.Metrics.TryGetValue("battery", out var percent) is not true)
        {
            return watch;
        }

        var limits = directory.SilenceOf(device.Centre).Battery;
        switch (BatteryRules.Read(watch, percent, limits))
        {
            case BatteryNews.Low:
                tellings.Add(WatchSignals.BatteryLow(device, heard.At, heard.At, limits.RemindAfter));
                return BatteryRules.Told(watch, heard.At);
            case BatteryNews.Good:
                tellings.Add(WatchSignals.BatteryGood(device, watch.BatteryLowSince!.Value, heard.At));
                return BatteryRules.Cleared(watch);
            default:
                return watch;
        }
    }

    private DeviceWatch Fence(DirectoryIndex directory, Device device, DeviceWatch watch, DeviceHeard heard)
    {
        if (PlaceIn(heard) is not { } place || directory.TraitsOf(device.Household).Geofence is not { } fence)
        {
            return watch;
        }

        var beyond = WanderingRules.Outside(fence, directory.Find(device.Household)?.Location, place);
        if (beyond is { } metres && watch.OutsideSince is null)
        {
            tellings.Add(WatchSignals.OutsideGeofence(device, place, metres, heard.At));
            return watch with { OutsideSince = heard.At };
        }

        if (beyond is null && watch.OutsideSince is { } since && WanderingRules.IsUsable(place))
        {
            tellings.Add(WatchSignals.InsideGeofence(device, since, heard.At));
            return watch with { OutsideSince = null };
        }

        return watch;
    }

    private static GeoPoint? PlaceIn(DeviceHeard heard)
    {
        if (heard.Signals.FirstOrDefault(s => s.Location is not null)?.Location is { } said)
        {
            return said;
        }

        return heard.Telemetry?.Metrics is { } metrics && metrics.TryGetValue("lat", out var lat) && metrics.TryGetValue("lon", out var lon)
            ? new GeoPoint(lat, lon, metrics.TryGetValue("accuracyM", out var accuracy) ? accuracy : null)
            : null;
    }

    /// <summary>A contact that is not on the entrance is opened by somebody who is in.</summary>
    private static SignOfLife? SignIn(Device device, DeviceWatch? before, DeviceHeard heard)
    {
        var sign = heard.Telemetry is { } measured && before is not null ? SignReader.Of(before.Levels, measured.Metrics) : FirstSign(heard);
        sign = heard.Signals.Aggregate(sign, (found, signal) => found ?? SignReader.Of(signal));
        return sign is SignOfLife.Door && device.Type is not DeviceType.DoorContact ? SignOfLife.Motion : sign;
    }

    private static SignOfLife? FirstSign(DeviceHeard heard) =>
        heard.Telemetry is { } measured ? SignReader.Of(new Dictionary<string, double>(), measured.Metrics) : null;

    /// <summary>What was kept while there was no network happened when the device says; otherwise the receive time rules.</summary>
    private static DateTimeOffset SignTime(DeviceHeard heard) =>
        heard.Telemetry is { } measured && heard.At - measured.At > Signal.ClockTolerance ? measured.At : heard.At;
}
