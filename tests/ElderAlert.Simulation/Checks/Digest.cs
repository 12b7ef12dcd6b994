using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Checks;

/// <summary>A fingerprint of everything that happened, with its time: two runs of one seed must have the same.</summary>
internal sealed class Digest(Timeline world, TextWriter? trace) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Something happened.</summary>
    public void Add(string what)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{(world.Now - world.Start).Ticks} {what}\n");
        _hash.AppendData(Encoding.UTF8.GetBytes(line));
        trace?.Write($"{world.Now:MM-dd HH:mm:ss.fff} {what}\n");
    }

    public string Value => Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, 8));

    public void Dispose() => _hash.Dispose();
}
