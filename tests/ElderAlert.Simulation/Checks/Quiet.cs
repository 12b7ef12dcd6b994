using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Checks;

/// <summary>One thing that may fall silent, a home or a device: it is told once its silence has lasted so long, not before and not much later.</summary>
/// <param name="name">Which.</param>
/// <param name="world">The time.</param>
/// <param name="hindrance">What excuses.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class Quiet(string name, Timeline world, Hindrance hindrance, Findings findings)
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookLater = TimeSpan.FromMinutes(30);

    private readonly List<Sign> _signs = [];
    private Happening? _due;
    private DateTimeOffset? _toldAt;

    /// <summary>A silence shorter than this is never told.</summary>
    public required TimeSpan Least { get; init; }

    /// <summary>A silence of that length must be told, should it be judged at all; asked when it may have come.</summary>
    public required Func<TimeSpan?> Most { get; init; }

    /// <summary>Up to when the silence does not count although nothing was heard: the end of an absence.</summary>
    public Func<DateTimeOffset?> Excused { get; init; } = () => null;

    /// <summary>It was heard.</summary>
    /// <param name="isSure">Whether that surely counts.</param>
    public void Hear(bool isSure)
    {
        _signs.Add(new Sign(world.Now, hindrance.Unable, hindrance.Put, isSure));
        Plan(Least);
    }

    /// <summary>Its silence was told.</summary>
    /// <param name="foundAt">When it was found, by the world's time: a disk that takes nothing delays the telling.</param>
    public void Tell(DateTimeOffset foundAt)
    {
        _toldAt = foundAt;
        var last = _signs.FindLast(sign => sign.IsSure && sign.At < foundAt && hindrance.IsSaved(sign.At));
        var silence = last is null ? TimeSpan.MaxValue : foundAt - last.At + (hindrance.Put - last.Put);
        findings.Require(silence >= Least, "no silence is told early", () => $"{name} is told after {silence}, it may be silent for {Least}");
    }

    private void Plan(TimeSpan wait)
    {
        _due?.Cancel();
        _due = world.After(wait, Look);
    }

    private void Look()
    {
        var last = _signs[^1];
        if (_toldAt >= last.At)
        {
            return;
        }

        if (Most() is not { } most)
        {
            Plan(LookLater);
            return;
        }

        var from = Excused() is { } excused && excused > last.At ? excused : last.At;
        if (from + Least > world.Now)
        {
            Plan(from + Least - world.Now);
            return;
        }

        var due = from + most + (hindrance.Unable - last.Unable) + (hindrance.Put - last.Put) + Allowed;
        findings.Require(world.Now <= due, "no silence is missed", () => $"{name} has been silent since {last.At:HH:mm:ss}, and nobody was told");
        world.StirWatch();
        Plan(LookAgain);
    }
}
