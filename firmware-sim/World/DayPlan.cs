namespace ElderAlert.FirmwareSim.World;

/// <summary>A stretch of a day.</summary>
/// <param name="From">Start, from local midnight.</param>
/// <param name="To">End, from local midnight.</param>
/// <param name="Activity">What the resident does.</param>
/// <param name="Room">Where; without meaning while out.</param>
internal readonly record struct Stay(TimeSpan From, TimeSpan To, Activity Activity, Room Room);

/// <summary>One day of a resident, from midnight to midnight without a gap.</summary>
internal sealed class DayPlan
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly List<Stay> _stays = [];
    private readonly Habits _habits;
    private readonly Random _random;

    private DayPlan(Habits habits, Random random) => (_habits, _random) = (habits, random);

    private TimeSpan Cursor => _stays.Count == 0 ? TimeSpan.Zero : _stays[^1].To;

    /// <summary>Plans a day; the same random state gives the same day.</summary>
    public static IReadOnlyList<Stay> Make(Habits habits, Random random)
    {
        var plan = new DayPlan(habits, random);
        plan.Night(Hours(habits.WakesAt.TotalHours + random.Normal(0, 0.35)));
        plan.Morning();
        plan.Midday();
        plan.Afternoon();
        plan.Evening();
        plan.Night(Day);
        return plan._stays;
    }

    private void Morning()
    {
        Add(Activity.Washing, Room.Bathroom, 10, 25);
        Add(Activity.Cooking, Room.Kitchen, 12, 25);
        Add(Activity.Eating, Room.Kitchen, 12, 25);
        RestUntil(Hours(_random.Between(7.6, 9.2)));
        MaybeOut(_habits.MorningOuting, 40, 120);
        RestUntil(Hours(_random.Between(10.6, 11.1)));
    }

    private void Midday()
    {
        Add(Activity.Cooking, Room.Kitchen, 25, 45);
        Add(Activity.Eating, Room.Kitchen, 15, 30);
        if (_random.Happens(_habits.NapChance))
        {
            Add(Activity.Sleeping, Room.Bedroom, 35, 95);
        }
    }

    private void Afternoon()
    {
        RestUntil(Hours(_random.Between(14, 15.2)));
        MaybeOut(_habits.AfternoonOuting, 30, 100);
        RestUntil(Hours(_random.Between(16.7, 17.3)));
    }

    private void Evening()
    {
        Add(Activity.Cooking, Room.Kitchen, 25, 40);
        Add(Activity.Eating, Room.Kitchen, 15, 30);
        var bedtime = Hours(_habits.SleepsAt.TotalHours + _random.Normal(0, 0.4));
        RestUntil(bedtime - TimeSpan.FromMinutes(25));
        Add(Activity.Washing, Room.Bathroom, 10, 22);
    }

    /// <summary>Sleeps until the time, with visits to the toilet.</summary>
    private void Night(TimeSpan until)
    {
        var between = TimeSpan.FromHours(8 / _habits.NightVisits);
        while (Cursor < until)
        {
            var asleep = TimeSpan.FromMinutes(50) + _random.Exponential(between);
            AddUntil(Activity.Sleeping, Room.Bedroom, Min(Cursor + asleep, until));
            if (Cursor < until)
            {
                AddUntil(Activity.Washing, Room.Bathroom, Min(Cursor + _random.Minutes(3, 10), until));
            }
        }
    }

    /// <summary>Sits in the living room, broken by short walks to the bathroom and the kitchen.</summary>
    private void RestUntil(TimeSpan until)
    {
        while (Cursor < until)
        {
            AddUntil(Activity.Resting, Room.Living, Min(Cursor + _random.Minutes(18, 85), until));
            if (Cursor < until)
            {
                var room = _random.Happens(0.6) ? Room.Bathroom : Room.Kitchen;
                AddUntil(Activity.Washing, room, Min(Cursor + _random.Minutes(2, 8), until));
            }
        }
    }

    private void MaybeOut(double chance, double leastMinutes, double mostMinutes)
    {
        if (_random.Happens(chance))
        {
            Add(Activity.Out, Room.Entrance, leastMinutes, mostMinutes);
        }
    }

    private void Add(Activity activity, Room room, double leastMinutes, double mostMinutes) =>
        AddUntil(activity, room, Cursor + _random.Minutes(leastMinutes, mostMinutes));

    private void AddUntil(Activity activity, Room room, TimeSpan to)
    {
        if (to > Cursor)
        {
            _stays.Add(new Stay(Cursor, Min(to, Day), activity, room));
        }
    }

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
