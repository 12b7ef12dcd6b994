using System.Collections.Concurrent;
using ElderAlert.Domain;

namespace ElderAlert.Engine.Duty;

/// <summary>
/// Who sits at a console, as the host knows it. While nobody does, escalations do not wait for operators. A host without consoles never
/// begins to count, and then somebody is always taken to be there.
/// </summary>
public sealed class ConsoleRegister
{
    private readonly ConcurrentDictionary<(CentreId Centre, OperatorId Operator), DateTimeOffset> _seats = new();
    private long _countsFromTicks = long.MaxValue;

    /// <summary>Is told after somebody came or left, on the caller's thread.</summary>
    internal event Action? Changed;

    /// <summary>Begins to count, but gives consoles until then to come back after a start.</summary>
    public void CountFrom(DateTimeOffset from)
    {
        Interlocked.Exchange(ref _countsFromTicks, from.UtcTicks);
        Changed?.Invoke();
    }

    /// <summary>An operator is at a console.</summary>
    public void SignOn(CentreId centre, OperatorId who, DateTimeOffset since)
    {
        if (_seats.TryAdd((centre, who), since))
        {
            Changed?.Invoke();
        }
    }

    /// <summary>An operator's last console has gone.</summary>
    public void SignOff(CentreId centre, OperatorId who)
    {
        if (_seats.TryRemove((centre, who), out _))
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Whether an operator of the centre is at a console, or nobody counts yet.</summary>
    public bool HasAnybody(CentreId centre, DateTimeOffset now) =>
        now.UtcTicks < Interlocked.Read(ref _countsFromTicks) || _seats.Keys.Any(s => s.Centre == centre);
}
