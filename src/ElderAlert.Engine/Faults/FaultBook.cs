using ElderAlert.Domain;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Engine.Faults;

/// <summary>
/// Which faults reign, and whether the journal knows. A fault is shown from the moment it is found; its beginning and its end are
/// journalled as soon as the journal takes entries, in this order and once each.
/// </summary>
internal sealed class FaultBook
{
    private readonly Dictionary<(CentreId, FaultKind), Page> _pages = [];
    private volatile IReadOnlyList<EngineFault> _current = [];

    /// <summary>The faults that reign now; may be read by anybody.</summary>
    public IReadOnlyList<EngineFault> Current => _current;

    /// <summary>Takes what a look found: what is new begins, what is no longer found ends.</summary>
    /// <returns>The faults that began.</returns>
    public IReadOnlyList<EngineFault> Take(IReadOnlyList<EngineFault> found)
    {
        var began = new List<EngineFault>();
        foreach (var fault in found)
        {
            if (_pages.TryGetValue((fault.Centre, fault.Kind), out var page))
            {
                // Back before its end was told: it goes on.
                page.IsOver = false;
                page.TellAgain |= fault.Kind == FaultKind.JournalFails;
            }
            else
            {
                _pages[(fault.Centre, fault.Kind)] = new Page(fault);
                began.Add(fault);
            }
        }

        var reigning = found.Select(f => (f.Centre, f.Kind)).ToHashSet();
        foreach (var (key, page) in _pages)
        {
            page.IsOver |= !reigning.Contains(key);
        }

        _current = [.. _pages.Values.Where(p => !p.IsOver).Select(p => p.Fault)];
        return began;
    }

    /// <summary>Hands what the journal does not know yet to <paramref name="record"/>; what it refused is handed over again.</summary>
    /// <param name="record">Journals a fact; fails or is cancelled when it is not on disk.</param>
    public void Tell(Func<CentreId, CentreEvent, Task> record)
    {
        foreach (var (key, page) in _pages.ToList())
        {
            if (page.Telling is { IsCompleted: false })
            {
                continue;
            }

            page.Told += page.Telling is { IsCompletedSuccessfully: true } ? 1 : 0;
            page.Telling = null;
            switch (page)
            {
                case { Told: 0 } or { Told: 1, IsOver: false, TellAgain: true }:
                    page.Told = 0;
                    page.TellAgain = false;
                    page.Telling = record(page.Fault.Centre, new FaultRaised(page.Fault.Kind, page.Fault.Reason, page.Fault.Incidents));
                    break;
                case { Told: 1, IsOver: true }:
                    page.Telling = record(page.Fault.Centre, new FaultEnded(page.Fault.Kind));
                    break;
                case { Told: 2 }:
                    _pages.Remove(key);
                    break;
            }
        }
    }

    private sealed class Page(EngineFault fault)
    {
        public EngineFault Fault { get; } = fault;

        public bool IsOver { get; set; }

        /// <summary>How many of its two facts, beginning and end, the journal has.</summary>
        public int Told { get; set; }

        /// <summary>The journal failed again after its failing had been told. Only an entry that it takes shows that it works.</summary>
        public bool TellAgain { get; set; }

        public Task? Telling { get; set; }
    }
}
