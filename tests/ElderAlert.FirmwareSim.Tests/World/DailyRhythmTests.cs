using System.Text.Json;
using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Tests.Support;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Tests.World;

/// <summary>Weeks of whole homes, computed in seconds, against what is known of homes.</summary>
public sealed class DailyRhythmTests
{
    private const int Homes = 12;
    private const int Days = 14;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly Lazy<Weeks> Lived = new(() => Live(seed: 4));

    [Fact]
    public void Live_TwoWeeks_MotionFollowsTheDay()
    {
        var byHour = Lived.Value.Readings
            .Where(reading => reading.Device.StartsWith("motion", StringComparison.Ordinal) && reading.Value("motion") == 1 && !reading.Has("roomTempC"))
            .ToLookup(reading => reading.LocalHour);

        double PerHomeAndHour(int from, int to) =>
            Enumerable.Range(from, to - from).Sum(hour => byHour[hour].Count()) / (double)(to - from) / Homes / Days;

        Assert.InRange(PerHomeAndHour(1, 4), 0, 0.6);
        Assert.InRange(PerHomeAndHour(10, 19), 4 * PerHomeAndHour(1, 4), 40);
    }

    [Fact]
    public void Live_TwoWeeks_HeartIsSlowerAsleep()
    {
        var heart = Lived.Value.Readings.Where(reading => reading.Device.StartsWith("wearable", StringComparison.Ordinal) && reading.Has("heartRate")).ToList();
        var night = heart.Where(reading => reading.LocalHour is >= 1 and < 4).Average(reading => reading.Value("heartRate"));
        var day = heart.Where(reading => reading.LocalHour is >= 10 and < 19).Average(reading => reading.Value("heartRate"));

        Assert.InRange(day - night, 8, 20);
        Assert.All(heart, reading => Assert.InRange(reading.Value("heartRate"), 35, 150));
        Assert.InRange(heart.Count / (double)(Homes * Days), 270, 300);
    }

    [Fact]
    public void Live_TwoWeeks_DoorOpensWhenSomebodyGoesOutOrComesHome()
    {
        var opened = Lived.Value.Readings.Where(reading => reading.Device.StartsWith("door", StringComparison.Ordinal) && reading.Has("doorOpen") && reading.Value("doorOpen") == 1).ToList();

        Assert.InRange(opened.Count / (double)(Homes * Days), 1, 4);
        Assert.All(opened, reading => Assert.InRange(reading.LocalHour, 6, 20));
    }

    [Fact]
    public void Live_TwoWeeks_WearablesAreChargedBeforeTheyAreEmpty() =>
        Assert.All(
            Lived.Value.Readings.Where(reading => reading.Device.StartsWith("wearable", StringComparison.Ordinal)),
            reading => Assert.True(reading.Value("battery") > 0, reading.Device));

    [Fact]
    public void Live_TwoWeeks_AlarmsComeAtTheRateOfLife()
    {
        var options = new SimulationOptions(new BrokerAddress(), [.. Enumerable.Range(0, 150).Select(ButtonOnly)]);
        var world = Live(new WorldBuilder(options, _ => { }));

        Assert.InRange(world.Lives.Sum(life => life.Situations.Counts.Values.Sum()) / (150.0 * Days), 0.08, 0.12);
    }

    [Fact]
    public void Live_SameSeed_GivesTheSameMessages()
    {
        var again = Live(seed: 4);

        Assert.Equal(Lived.Value.Readings.Select(reading => reading.Body.GetRawText()), again.Readings.Select(reading => reading.Body.GetRawText()));
        Assert.Equal(Lived.Value.Signals, again.Signals);
    }

    private static Weeks Live(int seed)
    {
        var options = new SimulationOptions(new BrokerAddress(), [.. Enumerable.Range(0, Homes).Select(Home)])
        {
            Seed = seed,
            History = TimeSpan.FromDays(Days),
        };
        var builder = new WorldBuilder(options, _ => { });
        Live(builder);
        return Weeks.Read(builder);
    }

    private static SimulatedWorld Live(WorldBuilder builder)
    {
        var world = builder.Build();
        world.Start(Start);
        foreach (var life in world.Lives)
        {
            life.ExposeToChance(Start);
        }

        world.Live(Start.AddDays(Days));
        return world;
    }

    private static SimulatedHome ButtonOnly(int number) =>
        new($"button-{number}", [new SimulatedDevice($"button-{number}", SimulatedDeviceType.Pendant) { Key = "k" }]);

    private static SimulatedHome Home(int number) => new($"home-{number}",
    [
        new SimulatedDevice($"pendant-{number}", SimulatedDeviceType.Pendant) { Key = "k" },
        new SimulatedDevice($"wearable-{number}", SimulatedDeviceType.FallWearable) { Key = "k", Position = WearPosition.Waist },
        new SimulatedDevice($"motion-{number}", SimulatedDeviceType.MotionSensor) { Key = "k", Room = "living room" },
        new SimulatedDevice($"door-{number}", SimulatedDeviceType.DoorContact) { Key = "k", Room = "hall" },
        new SimulatedDevice($"smoke-{number}", SimulatedDeviceType.SmokeDetector) { Key = "k", Room = "厨房" },
    ]);

    private sealed record Reading(string Device, JsonElement Body)
    {
        public int LocalHour => Body.GetProperty("at").GetDateTimeOffset().ToOffset(Start.Offset).Hour;

        public bool Has(string metric) => Body.Has(metric);

        public double Value(string metric) => Body.Metric(metric);
    }

    private sealed record Weeks(List<Reading> Readings, List<string> Signals)
    {
        public static Weeks Read(WorldBuilder builder)
        {
            var weeks = new Weeks([], []);
            foreach (var (device, flash, _) in builder.Connections)
            {
                while (flash.TryPeek(out var message))
                {
                    flash.Remove(message);
                    if (message.Topic.EndsWith("/telemetry", StringComparison.Ordinal))
                    {
                        weeks.Readings.Add(new Reading(device.Id, Bench.Json(message)));
                    }
                    else
                    {
                        weeks.Signals.Add(Bench.Text(message));
                    }
                }
            }

            return weeks;
        }
    }
}
