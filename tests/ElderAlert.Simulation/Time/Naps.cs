using ElderAlert.Engine;

namespace ElderAlert.Simulation.Time;

/// <summary>
/// The naps of the server's loops that look, at each end, whether there is something to do: the deadline clock (a second), the auditor and the watch.
/// Most of a day is such looks at an unchanged world, and they are slept through: each loop wakes at the end of the last whole nap before
/// anything happens, at which it would have woken anyhow.
/// </summary>
internal sealed class Naps
{
    /// <summary>
    /// So many naps long nothing must have happened. Each loop has then looked at the world as it is now, and a pause of the same length
    /// that has another meaning (a retry after an answer of the disk or of the provider) is over.
    /// </summary>
    private const int QuietNaps = 2;

    /// <summary>A little longer than the watch's usual nap, which is the auditor's too: so the two are told apart.</summary>
    public static readonly TimeSpan WatchLength = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan[] Lengths = [TimeSpan.FromSeconds(1), new EngineOptions().AuditInterval, WatchLength];

    private readonly List<Nap> _naps = [];

    /// <summary>Whether a delay can be a nap.</summary>
    public static bool IsNap(TimeSpan delay) => Array.IndexOf(Lengths, delay) >= 0;

    /// <summary>A loop naps.</summary>
    public void Add(Happening end, TimeSpan length, DateTimeOffset due, long order) => _naps.Add(new Nap(end, length, due, order));

    /// <summary>When the first nap ends; null when nobody naps.</summary>
    public (DateTimeOffset Due, long Order)? First()
    {
        _naps.RemoveAll(nap => nap.End.IsCancelled);
        return _naps.Count == 0 ? null : _naps.Min(nap => (nap.Due, nap.Order));
    }

    /// <summary>Takes the nap out that ends first.</summary>
    public Happening Take((DateTimeOffset Due, long Order) first)
    {
        var at = _naps.FindIndex(nap => nap.Order == first.Order);
        var end = _naps[at].End;
        _naps.RemoveAt(at);
        return end;
    }

    /// <summary>Lets those sleep on that have nothing to look at. Who naps for longer looks after who naps for less, and must find that they have looked.</summary>
    /// <param name="quietSince">When something last happened to the server.</param>
    /// <param name="watchQuietSince">When the watch last had something to look at.</param>
    /// <param name="until">When something will; nobody sleeps beyond it.</param>
    public void SleepOn(DateTimeOffset quietSince, DateTimeOffset watchQuietSince, DateTimeOffset until)
    {
        _naps.Sort((one, other) => (other.Length, one.Order).CompareTo((one.Length, other.Order)));
        for (var i = 0; i < _naps.Count; i++)
        {
            var nap = _naps[i];
            if (nap.Due < until && nap.Due - (nap.Length == WatchLength ? watchQuietSince : quietSince) > nap.Length * QuietNaps)
            {
                _naps[i] = nap with { Due = nap.Due + (nap.Length * Math.Floor((until - nap.Due) / nap.Length)) };
            }

            until = nap.Length == WatchLength || _naps[i].Due > until ? until : _naps[i].Due;
        }
    }

    private sealed record Nap(Happening End, TimeSpan Length, DateTimeOffset Due, long Order);
}
