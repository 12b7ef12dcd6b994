using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Motion;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Recordings;

/// <summary>Replays recorded trials. Sport is left out of everyday movement: the residents are old.</summary>
internal sealed class RecordedTraces : IMotionTraces
{
    private static readonly string[] Sport = ["Hopping", "Jogging"];

    private readonly ILookup<WearPosition, MotionTrace> _falls;
    private readonly ILookup<WearPosition, MotionTrace> _everyday;

    public RecordedTraces(IReadOnlyList<FallTrial> trials)
    {
        _falls = trials.Where(trial => trial.IsFall).ToLookup(trial => trial.Position, Trace);
        _everyday = trials.Where(trial => !trial.IsFall && !Sport.Contains(trial.Movement)).ToLookup(trial => trial.Position, Trace);
        foreach (var position in Enum.GetValues<WearPosition>())
        {
            if (!_falls[position].Any() || !_everyday[position].Any())
            {
                throw new ArgumentException($"The recordings hold no fall or no everyday movement at the {position}.", nameof(trials));
            }
        }
    }

    public MotionTrace Fall(WearPosition position, Random random) => random.Pick(_falls[position].ToList());

    public MotionTrace Everyday(WearPosition position, Random random) => random.Pick(_everyday[position].ToList());

    private static MotionTrace Trace(FallTrial trial) => new($"{trial.Id} {trial.Movement}", trial.IsFall, trial.Samples);
}
