namespace ElderAlert.Simulation.Checks;

/// <summary>Something that the server heard of a home or a device, and what had hindered it until then.</summary>
/// <param name="At">When, by the world's time.</param>
/// <param name="Unable"><see cref="Hindrance.Unable"/> at that time.</param>
/// <param name="Put"><see cref="Hindrance.Put"/> at that time.</param>
/// <param name="IsSure">Whether it surely counts.</param>
internal sealed record Sign(DateTimeOffset At, TimeSpan Unable, TimeSpan Put, bool IsSure);
