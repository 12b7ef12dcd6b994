namespace ElderAlert.Simulation.Time;

/// <summary>Something that is planned.</summary>
/// <param name="act">What happens then.</param>
internal sealed class Happening(Action act)
{
    /// <summary>It was called off; it takes no time and counts for nothing.</summary>
    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;

    public void Act() => act();
}
