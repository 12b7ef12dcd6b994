using System.Globalization;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Silence;

/// <summary>
/// The signals that the watch raises. Their ids follow from what they speak of, so that the same silence is told once, however often it is
/// found: after a restart, after a failed commit, by another node.
/// </summary>
public static class WatchSignals
{
    private const string DevicePrefix = "watch:";

    /// <summary>Stands in a signal for the device, where a home as a whole is silent. No device can have this id.</summary>
    public static DeviceId DeviceOf(HouseholdId household) => new(DevicePrefix + household.Value);

    /// <summary>Whether the id stands for a home as a whole.</summary>
    public static bool IsWatch(DeviceId device) => device.Value.StartsWith(DevicePrefix, StringComparison.Ordinal);

    /// <summary>The device has been silent for too long.</summary>
    public static Signal Offline(Device device, DeviceWatch watch, DateTimeOffset now) => Of(
        device.Id, device.Household, SignalKind.Offline, $"lost-{Stamp(watch.SeenAt)}", now, $"silent for {InactivityRules.Words(now - watch.SeenAt)}",
        ("silentMin", now - watch.SeenAt));

    /// <summary>The device that was lost speaks again.</summary>
    /// <param name="device">Which.</param>
    /// <param name="watch">As it was while it was lost.</param>
    /// <param name="now">The time.</param>
    public static Signal Online(Device device, DeviceWatch watch, DateTimeOffset now) => Of(
        device.Id, device.Household, SignalKind.Online, $"back-{Stamp(watch.SeenAt)}", now, $"was silent for {InactivityRules.Words(now - watch.SeenAt)}",
        ("silentMin", now - watch.SeenAt));

    /// <summary>The gateway's way to this server is broken, so that neither it nor what it carries can be heard.</summary>
    /// <param name="gateway">Which.</param>
    /// <param name="since">Since when.</param>
    /// <param name="now">The time.</param>
    public static Signal CutOff(Device gateway, DateTimeOffset since, DateTimeOffset now) => Of(
        gateway.Id, gateway.Household, SignalKind.Offline, $"cut-{Stamp(since)}", now, $"cannot be heard: no connection to its broker for {InactivityRules.Words(now - since)}");

    /// <summary>The gateway's way is whole again.</summary>
    /// <param name="gateway">Which.</param>
    /// <param name="since">Since when it was broken.</param>
    /// <param name="now">The time.</param>
    public static Signal Reached(Device gateway, DateTimeOffset since, DateTimeOffset now) => Of(
        gateway.Id, gateway.Household, SignalKind.Online, $"reached-{Stamp(since)}", now, $"can be heard again after {InactivityRules.Words(now - since)}");

    /// <summary>The battery is low, or still is.</summary>
    /// <param name="device">Which.</param>
    /// <param name="since">Since when.</param>
    /// <param name="now">The time.</param>
    /// <param name="remindAfter">It is told again each time after so long.</param>
    public static Signal BatteryLow(Device device, DateTimeOffset since, DateTimeOffset now, TimeSpan remindAfter) => Of(
        device.Id,
        device.Household,
        SignalKind.BatteryLow,
        $"battery-{Stamp(since)}-{(int)((now - since) / remindAfter)}",
        now,
        since == now ? "battery low" : $"low for {Day(now - since)} days");

    /// <summary>The battery has been charged or replaced.</summary>
    public static Signal BatteryGood(Device device, DateTimeOffset since, DateTimeOffset now) => Of(
        device.Id, device.Household, SignalKind.BatteryLow, $"battery-{Stamp(since)}-good", now, "charged or replaced") with { State = SignalState.Clear };

    /// <summary>A check-in was missed.</summary>
    public static Signal MissedCheckIn(HouseholdId household, CheckInDay day, DateTimeOffset now) => Of(
        DeviceOf(household),
        household,
        SignalKind.MissedCheckIn,
        string.Create(CultureInfo.InvariantCulture, $"checkin-{day.Key}-{day.Date:yyyyMMdd}"),
        now,
        string.Create(CultureInfo.InvariantCulture, $"no sign of life about {day.CheckIn.At:HH\\:mm}, nor in the {InactivityRules.Words(day.CheckIn.Grace)} after"));

    /// <summary>No sign of life for longer than is usual.</summary>
    public static Signal Inactivity(HomeWatch home, UnusualSilence silence, DateTimeOffset now) => Of(
        DeviceOf(home.Household), home.Household, SignalKind.Inactivity, $"silence-{Stamp(home.LastSignAt!.Value)}", now, silence.Reason,
        ("silentMin", silence.Silence), ("usualMin", silence.Usual));

    /// <summary>There is a sign of life again.</summary>
    /// <param name="home">As it was while it was silent.</param>
    /// <param name="sign">The sign.</param>
    /// <param name="at">When it came.</param>
    public static Signal InactivityOver(HomeWatch home, SignOfLife sign, DateTimeOffset at) => Of(
        DeviceOf(home.Household), home.Household, SignalKind.Inactivity, $"silence-{Stamp(home.ToldSilence!.Value)}-over", at, $"sign of life: {sign}")
        with { State = SignalState.Clear };

    /// <summary>The door was opened at night and nobody has come back.</summary>
    public static Signal GoneAtNight(HomeWatch home, DateTimeOffset now) => Of(
        DeviceOf(home.Household),
        home.Household,
        SignalKind.Wandering,
        $"nightdoor-{Stamp(home.NightDoorAt!.Value)}",
        now,
        $"door opened at night, nobody has moved inside for {InactivityRules.Words(now - home.NightDoorAt!.Value)}");

    /// <summary>A device of the resident is outside the geofence.</summary>
    public static Signal OutsideGeofence(Device device, GeoPoint place, double beyondM, DateTimeOffset at) => Of(
        device.Id, device.Household, SignalKind.Wandering, $"geofence-{Stamp(at)}", at, string.Create(CultureInfo.InvariantCulture, $"{beyondM:0} m outside the geofence"))
        with { Location = place };

    /// <summary>It is inside again.</summary>
    public static Signal InsideGeofence(Device device, DateTimeOffset since, DateTimeOffset at) => Of(
        device.Id, device.Household, SignalKind.Wandering, $"geofence-{Stamp(since)}-over", at, "inside the geofence again") with { State = SignalState.Clear };

    private static Signal Of(DeviceId device, HouseholdId household, SignalKind kind, string id, DateTimeOffset now, string reason, params ReadOnlySpan<(string Name, TimeSpan? Time)> times)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason };
        foreach (var (name, time) in times)
        {
            if (time is { } length)
            {
                detail[name] = ((int)length.TotalMinutes).ToString(CultureInfo.InvariantCulture);
            }
        }

        return new Signal(id, device, kind, SignalState.Active, now, Detail: detail, Watch: household);
    }

    /// <summary>Seconds since 1970: as fine as silences need.</summary>
    private static string Stamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static int Day(TimeSpan time) => (int)time.TotalDays;
}
