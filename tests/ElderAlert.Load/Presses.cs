namespace ElderAlert.Load;

/// <summary>Messages that leave at fixed times.</summary>
/// <param name="Counted">How many are timed.</param>
/// <param name="Rate">How many a second.</param>
/// <param name="WarmUp">How many come before those, while both sides still compile what they use often.</param>
internal sealed record Presses(int Counted, int Rate, int WarmUp = 0);
