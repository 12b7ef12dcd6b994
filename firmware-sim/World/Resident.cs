using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Motion;

namespace ElderAlert.FirmwareSim.World;

/// <summary>The person who lives in a home: follows a day plan, moves, falls and gets up, and the devices notice.</summary>
internal sealed class Resident
{
    private static readonly TimeSpan DoorStaysOpen = TimeSpan.FromSeconds(12);

    /// <summary>A wearable needs charging below this; it goes on its charger at bedtime.</summary>
    private const double ChargeBelowPercent = 60;

    /// <summary>Share of movements in which a worn sensor wakes up fully.</summary>
    private const double TraceChance = 0.02;

    private readonly Home _home;
    private readonly Habits _habits;
    private readonly IMotionTraces _traces;
    private readonly double _traceChance;
    private readonly Random _random;
    private IReadOnlyList<Stay> _plan = [];
    private DateTimeOffset _midnight;
    private DateTimeOffset _nextMove;
    private int _stay;

    /// <param name="home">Where.</param>
    /// <param name="habits">How this person lives.</param>
    /// <param name="traces">How bodies move.</param>
    /// <param name="liveliness">Multiplies how often worn sensors wake up; 1 is life.</param>
    /// <param name="random">This person's days.</param>
    public Resident(Home home, Habits habits, IMotionTraces traces, double liveliness, Random random)
    {
        (_home, _habits, _traces, _random) = (home, habits, traces, random);
        _traceChance = Math.Min(1, TraceChance * liveliness);
    }

    /// <summary>One who lies on the floor has no plans.</summary>
    public DateTimeOffset NextDue =>
        _home.Surroundings.IsDown ? DateTimeOffset.MaxValue
        : _nextMove < StayEnds ? _nextMove
        : StayEnds;

    private Stay Now => _plan[_stay];

    private DateTimeOffset StayEnds => _midnight + Now.To;

    /// <summary>Begins life in the middle of today.</summary>
    public void Start(DateTimeOffset now)
    {
        PlanDay(now);
        while (StayEnds <= now)
        {
            _stay++;
        }

        Enter(now, before: null);
    }

    public void Step(DateTimeOffset now)
    {
        if (_home.Surroundings.IsDown)
        {
            return;
        }

        while (StayEnds <= now)
        {
            var before = Now;
            Advance(now);
            Enter(now, before);
        }

        if (_nextMove <= now)
        {
            Move(now);
        }
    }

    /// <summary>Falls where they are. Worn sensors feel it, a radar in the room sees it; one who is out and wears nothing falls on coming home.</summary>
    public void Fall(MotionTraceChoice choice, DateTimeOffset now)
    {
        _home.Surroundings.IsDown = true;
        var wearables = _home.Of(SimulatedDeviceType.FallWearable);
        foreach (var wearable in wearables)
        {
            wearable.Sense(new Stimulus.Moved(choice(_traces, wearable.Device.Position, _random)), now);
        }

        if (Now.Activity != Activity.Out || wearables.Count == 0)
        {
            _home.Sense(SimulatedDeviceType.Radar, FallRoom(), new Stimulus.Seen(Posture.Floor), now);
        }
    }

    /// <summary>Is back on their feet.</summary>
    public void GetUp(DateTimeOffset now)
    {
        if (_home.Surroundings.IsDown)
        {
            _home.Surroundings.IsDown = false;
            _home.Sense(SimulatedDeviceType.Radar, FallRoom(), new Stimulus.Seen(Posture.Absent), now);
            SeeIn(Now.Room, now);
            Plan(now);
        }
    }

    /// <summary>In a home whose radar watches another room, that is where the fall happens: it is the room that was thought dangerous.</summary>
    private Room FallRoom()
    {
        var radars = _home.Of(SimulatedDeviceType.Radar);
        var here = Now.Room;
        return radars.Count == 0 || radars.Exists(radar => Rooms.Read(radar.Device.Room) == here)
            ? here
            : Rooms.Read(radars[0].Device.Room);
    }

    private void Advance(DateTimeOffset now)
    {
        _stay++;
        if (_stay == _plan.Count)
        {
            PlanDay(now);
        }
    }

    private void PlanDay(DateTimeOffset now)
    {
        var local = _home.Surroundings.Local(now);
        _midnight = local - local.TimeOfDay;
        _plan = DayPlan.Make(_habits, _random);
        _stay = 0;
    }

    private void Enter(DateTimeOffset now, Stay? before)
    {
        _home.Surroundings.Activity = Now.Activity;
        if (before is { } left)
        {
            Leave(left, now);
        }

        if (Now.Activity != Activity.Out)
        {
            SeeIn(Now.Room, now);
        }

        if (Now.Activity == Activity.Sleeping)
        {
            _home.Sense(SimulatedDeviceType.BedSensor, new Stimulus.Bed(IsIn: true), now);
            ChargeWearables(now);
        }

        Plan(now);
    }

    private void Leave(Stay left, DateTimeOffset now)
    {
        if (left.Room != Now.Room || Now.Activity == Activity.Out)
        {
            _home.Sense(SimulatedDeviceType.Radar, left.Room, new Stimulus.Seen(Posture.Absent), now);
        }

        if (left.Activity == Activity.Sleeping && Now.Activity != Activity.Sleeping)
        {
            _home.Sense(SimulatedDeviceType.BedSensor, new Stimulus.Bed(IsIn: false), now);
        }

        if ((left.Activity == Activity.Out) != (Now.Activity == Activity.Out))
        {
            _home.Sense(SimulatedDeviceType.DoorContact, new Stimulus.Door(IsOpen: true), now);
            _home.Agenda.At(now + DoorStaysOpen, then => _home.Sense(SimulatedDeviceType.DoorContact, new Stimulus.Door(IsOpen: false), then));
            SeeIn(Room.Entrance, now);
        }
    }

    private void Move(DateTimeOffset now)
    {
        if (Now.Activity is not (Activity.Out or Activity.Sleeping))
        {
            SeeIn(Now.Room, now);
        }

        if (Now.Activity != Activity.Sleeping && _random.Happens(_traceChance))
        {
            foreach (var wearable in _home.Of(SimulatedDeviceType.FallWearable))
            {
                wearable.Sense(new Stimulus.Moved(_traces.Everyday(wearable.Device.Position, _random)), now);
            }
        }

        Plan(now);
    }

    private void Plan(DateTimeOffset now) => _nextMove = now + _random.Exponential(Now.Activity switch
    {
        Activity.Sleeping => TimeSpan.FromMinutes(45),
        Activity.Resting => TimeSpan.FromMinutes(6),
        Activity.Washing => TimeSpan.FromMinutes(1),
        Activity.Cooking => TimeSpan.FromSeconds(45),
        Activity.Eating => TimeSpan.FromMinutes(3),
        Activity.Out => TimeSpan.FromMinutes(8),
        _ => throw new InvalidOperationException($"no such activity: {Now.Activity}"),
    });

    private void SeeIn(Room room, DateTimeOffset now)
    {
        var seen = new Stimulus.Seen(Posture.Upright);
        _home.Sense(SimulatedDeviceType.MotionSensor, room, seen, now);
        _home.Sense(SimulatedDeviceType.Radar, room, seen, now);
    }

    private void ChargeWearables(DateTimeOffset now)
    {
        foreach (var wearable in _home.Of(SimulatedDeviceType.FallWearable))
        {
            if (wearable.BatteryPercent < ChargeBelowPercent)
            {
                wearable.Sense(new Stimulus.BatteryIs(100), now);
            }
        }
    }
}

/// <summary>Picks the trace of a fall.</summary>
internal delegate MotionTrace MotionTraceChoice(IMotionTraces traces, Falls.WearPosition position, Random random);
