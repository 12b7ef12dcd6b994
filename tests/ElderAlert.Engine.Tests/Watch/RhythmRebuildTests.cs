using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;

namespace ElderAlert.Engine.Tests.Watch;

public sealed class RhythmRebuildTests
{
    private static readonly CentreId Centre = new("c1");
    private static readonly Household Home = new(Centre, new HouseholdId("home"), new AreaId("a1"), "Home", "Lane 1", null, null, null);
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Movement each hour by day for three weeks, out from ten to two, and a radar that goes on seeing a chair.</summary>
    [Fact]
    public async Task Of_TelemetryOfWeeks_IsTheRhythmThatTheWatchWouldHaveLearned()
    {
        var telemetry = new Recorded();
        for (var day = Now.AddDays(-20); day < Now; day = day.AddDays(1))
        {
            foreach (var hour in new[] { 6, 7, 8, 9, 14, 15, 16, 17, 18, 19, 20, 21 })
            {
                telemetry.Add("motion", "motion", day.AddHours(hour), 1);
                telemetry.Add("radar", "presence", day.AddHours(hour).AddMinutes(30), 1);
            }

            telemetry.Add("door", "doorOpen", day.AddHours(9.5), 1);
            telemetry.Add("door", "doorOpen", day.AddHours(9.55), 0);
            telemetry.Add("door", "doorOpen", day.AddHours(13.9), 1);
            telemetry.Add("door", "doorOpen", day.AddHours(13.95), 0);
        }

        var rhythm = await new RhythmRebuild(telemetry, new Zones()).OfAsync(Directory(), Home, Now, CancellationToken.None);

        var limits = SilencePolicy.Usual(Centre).Inactivity;
        var table = RhythmTable.For(rhythm, new DateOnly(2026, 11, 20), limits);
        Assert.InRange(table.Days, 18, 20);
        Assert.Equal(TimeSpan.FromMinutes(60), table.Usual(Rhythm.SlotOf(new DateTime(2026, 11, 20, 18, 10, 0))));
        Assert.Equal(limits.Unlearned, table.Usual(Rhythm.SlotOf(new DateTime(2026, 11, 20, 11, 40, 0))));
        Assert.Equal(TimeSpan.FromMinutes(540), table.Usual(Rhythm.SlotOf(new DateTime(2026, 11, 20, 5, 30, 0))));
    }

    [Fact]
    public async Task Of_NoTelemetry_IsEmpty_AndAsksOnce()
    {
        var telemetry = new Recorded();

        Assert.Empty((await new RhythmRebuild(telemetry, new Zones()).OfAsync(Directory(), Home, Now, CancellationToken.None)).Days);
        Assert.Equal(1, telemetry.Queries);
    }

    private static DirectoryIndex Directory() => DirectoryIndex.Empty.With(
        [
            new Centre(Centre, "96345", "96345", null, "UTC"),
            Home,
            new Resident(Centre, new ResidentId("r1"), Home.Id, "Chen", null, 1, LivesAlone: true, []),
            new Device(Centre, new DeviceId("door"), Home.Id, DeviceType.DoorContact),
            new Device(Centre, new DeviceId("motion"), Home.Id, DeviceType.MotionSensor),
            new Device(Centre, new DeviceId("radar"), Home.Id, DeviceType.Radar),
        ],
        []);

    private sealed class Recorded : ITelemetryStore
    {
        private readonly List<(string Device, string Metric, DateTimeOffset At, double Value)> _points = [];

        public int Queries { get; private set; }

        public void Add(string device, string metric, DateTimeOffset at, double value) => _points.Add((device, metric, at, value));

        public ValueTask<IReadOnlyList<RefusedMetric>> WriteAsync(IReadOnlyList<TelemetryPoint> points, CancellationToken cancellation) =>
            ValueTask.FromResult<IReadOnlyList<RefusedMetric>>([]);

        public Task EraseAsync(CentreId centre, HouseholdId household, CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<TelemetrySeries>> QueryAsync(TelemetryQuery query, CancellationToken cancellation)
        {
            Queries++;
            return Task.FromResult<IReadOnlyList<TelemetrySeries>>(_points
                .Where(p => p.At >= query.From && p.At < query.To)
                .GroupBy(p => (p.Device, p.Metric))
                .Select(g => new TelemetrySeries(
                    new DeviceId(g.Key.Device), g.Key.Metric, g.OrderBy(p => p.At).Select(p => new TelemetryBucket(p.At, p.Value, p.Value, p.Value, 1)).ToList()))
                .ToList());
        }
    }
}
