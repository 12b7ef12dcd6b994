using ElderAlert.Simulation.Checks;

namespace ElderAlert.Simulation.Faults;

/// <summary>Counts the faults that were injected, each with its name in the digest.</summary>
internal sealed class FaultCounter(Digest digest)
{
    public int Count { get; private set; }

    public void Add(string fault)
    {
        Count++;
        digest.Add($"fault {fault}");
    }
}
