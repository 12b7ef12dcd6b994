using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Api.Reports;

/// <summary>From when on a device is worth a visit or a conversation. Nothing is ever muted for it.</summary>
/// <param name="Presses">More calls for help than this in thirty days. Default 30, as one user in a hundred.</param>
/// <param name="Changes">More changes of one condition than this in one day. Default 6.</param>
/// <param name="FalseAlarms">More incidents than this that it began and that were false alarms. Default 4.</param>
/// <param name="WrongTimes">More signals than this whose time was far from ours. Default 2.</param>
internal sealed record DeviceLimits(int Presses = 30, int Changes = 6, int FalseAlarms = 4, int WrongTimes = 2);

/// <summary>Why a device is in the report.</summary>
internal enum DeviceRemark
{
    ManyPresses,

    /// <summary>A condition comes and goes: offline and online, wet and dry.</summary>
    Flapping,
    FalseAlarms,
    WrongTime,

    /// <summary>It speaks through a gateway and is not on file.</summary>
    NotOnFile,
}

/// <summary>One reason.</summary>
/// <param name="Remark">What is remarkable.</param>
/// <param name="Count">How often.</param>
/// <param name="Limit">From more than how often on it is remarkable.</param>
/// <param name="Day">The worst day, in the centre's time, for what is counted by day.</param>
/// <param name="Kind">Which condition, for what is counted by condition.</param>
internal sealed record DeviceReason(DeviceRemark Remark, int Count, int Limit, DateOnly? Day = null, SignalKind? Kind = null);

/// <summary>How often a device said something.</summary>
internal sealed record SignalTally(SignalKind Kind, int Count);

/// <summary>A device that is remarkable.</summary>
/// <param name="Device">Which; the gateway for one that is not on file.</param>
/// <param name="Name">Its model or room, or the name behind the gateway.</param>
/// <param name="Type">What it is, where it is on file.</param>
/// <param name="Household">Where it is.</param>
/// <param name="HouseholdName">How operators call that.</param>
/// <param name="Signals">What it said, most frequent first.</param>
/// <param name="Reasons">Why it is here, the worst first.</param>
internal sealed record DeviceRow(
    DeviceId Device,
    PrivateText Name,
    DeviceType? Type,
    HouseholdId? Household,
    PrivateText? HouseholdName,
    IReadOnlyList<SignalTally> Signals,
    IReadOnlyList<DeviceReason> Reasons);

/// <summary>Devices to look after and people to talk with, from what the journal tells of a span.</summary>
internal sealed record DeviceReport(CentreId Centre, DateTimeOffset From, DateTimeOffset To, DeviceLimits Limits, IReadOnlyList<DeviceRow> Rows)
{
    /// <summary>A shorter span is held against the limit of a month as well: two presses on one day are no sixty a month.</summary>
    private const double MonthDays = 30;

    public static DeviceReport Of(CentreId centre, DateTimeOffset from, DateTimeOffset to, DeviceLimits limits, DeviceTallies tallies, DirectoryIndex directory)
    {
        var presses = (int)(limits.Presses * Math.Max(1, (to - from).TotalDays / MonthDays));
        var rows = tallies.All
            .Select(t => RowOf(t, limits, presses, directory))
            .Where(r => r.Reasons.Count > 0)
            .OrderByDescending(r => r.Reasons.Max(x => (double)x.Count / Math.Max(1, x.Limit)))
            .ThenBy(r => r.Device.Value, StringComparer.Ordinal)
            .ToList();
        return new DeviceReport(centre, from, to, limits, rows);
    }

    private static DeviceRow RowOf(DeviceTally tally, DeviceLimits limits, int presses, DirectoryIndex directory)
    {
        var device = directory.Find(tally.Device);
        var home = device is null ? null : directory.Find(device.Household);
        var worst = tally.WorstDay;
        DeviceReason?[] reasons =
        [
            Over(new DeviceReason(DeviceRemark.ManyPresses, tally.Presses, presses)),
            worst is { } w ? Over(new DeviceReason(DeviceRemark.Flapping, w.Count, limits.Changes, w.Day, w.Kind)) : null,
            Over(new DeviceReason(DeviceRemark.FalseAlarms, tally.FalseAlarms, limits.FalseAlarms)),
            Over(new DeviceReason(DeviceRemark.WrongTime, tally.WrongTimes, limits.WrongTimes)),
            tally.UnknownName is null ? null : new DeviceReason(DeviceRemark.NotOnFile, tally.Signals.Values.Sum(), 0),
        ];
        return new DeviceRow(
            tally.Device,
            tally.UnknownName ?? new PrivateText(device?.Model ?? device?.Room ?? tally.Device.Value),
            tally.UnknownName is null ? device?.Type : null,
            home?.Id,
            home?.Name,
            [.. tally.Signals.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Select(s => new SignalTally(s.Key, s.Value))],
            [.. reasons.OfType<DeviceReason>().OrderByDescending(r => (double)r.Count / Math.Max(1, r.Limit))]);
    }

    private static DeviceReason? Over(DeviceReason reason) => reason.Count > reason.Limit ? reason : null;
}
