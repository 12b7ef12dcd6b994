namespace ElderAlert.FirmwareSim.World;

/// <summary>A home, who lives there, and what befalls them.</summary>
internal sealed class HomeLife(Home home, Resident resident, Situations situations, AlarmRate rate, Random random)
{
    private DateTimeOffset _nextSituation = DateTimeOffset.MaxValue;

    public Home Home => home;

    public Resident Resident => resident;

    public Situations Situations => situations;

    public DateTimeOffset NextDue
    {
        get
        {
            var next = home.NextDue;
            next = resident.NextDue < next ? resident.NextDue : next;
            return _nextSituation < next ? _nextSituation : next;
        }
    }

    /// <summary>Switches the devices on and begins the resident's day; nothing befalls them yet.</summary>
    public void Start(DateTimeOffset now)
    {
        foreach (var device in home.Devices)
        {
            device.PowerUp(now);
        }

        resident.Start(now);
    }

    /// <summary>From now on things happen at the rate of life.</summary>
    public void ExposeToChance(DateTimeOffset now) => _nextSituation = rate.Next(home.Surroundings.Local(now), random);

    public void Step(DateTimeOffset now)
    {
        if (_nextSituation <= now)
        {
            ExposeToChance(now);
            situations.Begin(AlarmRate.Draw(random), now);
        }

        if (resident.NextDue <= now)
        {
            resident.Step(now);
        }

        if (home.NextDue <= now)
        {
            home.Step(now);
        }
    }
}
