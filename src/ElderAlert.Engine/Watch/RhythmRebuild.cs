using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Watch;

/// <summary>
/// Learns a home's rhythm again from the telemetry of the days that count, minute by minute: after <c>watch.db</c> was lost, or where
/// telemetry is older than the watch.
/// </summary>
internal sealed class RhythmRebuild(ITelemetryStore telemetry, Zones zones)
{
    /// <summary>Movement is told to the minute, and so are silences.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>A query gives so much at a time.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromDays(7);

    /// <summary>The rhythm that the telemetry until now tells.</summary>
    public async Task<Rhythm> OfAsync(DirectoryIndex directory, Household home, DateTimeOffset now, CancellationToken cancellation)
    {
        var limits = directory.SilenceOf(home.Centre).Inactivity;
        var doorTells = directory.ResidentsOf(home.Id).Count == 1;
        var (watch, rhythm) = (new HomeWatch(home.Id), Rhythm.Empty);
        var since = now - TimeSpan.FromDays(limits.DaysKept);
        if (await telemetry.QueryAsync(new TelemetryQuery(home.Centre, home.Id, since, now, now - since), cancellation) is [])
        {
            // Most homes: a pendant measures next to nothing.
            return rhythm;
        }

        var levels = new Dictionary<DeviceId, IReadOnlyDictionary<string, double>>();
        for (var from = since; from < now; from += Span)
        {
            var to = from + Span < now ? from + Span : now;
            var series = await telemetry.QueryAsync(new TelemetryQuery(home.Centre, home.Id, from, to, Window), cancellation);
            foreach (var (at, sign) in Signs(directory, series, levels))
            {
                if (InactivityRules.IsUsual(watch, directory.AbsencesOf(home.Id), at, limits))
                {
                    rhythm = rhythm.With(Local(watch.LastSignAt!.Value), Local(at), limits.DaysKept);
                }

                watch = watch.After(sign, at, doorTells, limits.Settle);
            }
        }

        return rhythm;

        DateTime Local(DateTimeOffset at) => zones.Local(directory, home.Centre, at).DateTime;
    }

    /// <summary>The signs of life in the windows of a span, in order of time.</summary>
    private static List<(DateTimeOffset At, SignOfLife Sign)> Signs(
        DirectoryIndex directory, IReadOnlyList<TelemetrySeries> series, Dictionary<DeviceId, IReadOnlyDictionary<string, double>> levels)
    {
        var values = series.SelectMany(s => s.Buckets.Select(b => (b.Start, s.Device, s.Metric, b.Max))).OrderBy(v => v.Start);
        var signs = new List<(DateTimeOffset, SignOfLife)>();
        foreach (var (start, device, metric, max) in values)
        {
            var before = levels.GetValueOrDefault(device) ?? new Dictionary<string, double>(StringComparer.Ordinal);
            var measured = new Dictionary<string, double>(StringComparer.Ordinal) { [metric] = max };
            if (SignReader.Of(before, measured) is { } sign)
            {
                var isEntrance = directory.Find(device)?.Type is DeviceType.DoorContact;
                signs.Add((start, sign is SignOfLife.Door && !isEntrance ? SignOfLife.Motion : sign));
            }

            levels[device] = SignReader.LevelsAfter(before, measured);
        }

        return signs;
    }
}
