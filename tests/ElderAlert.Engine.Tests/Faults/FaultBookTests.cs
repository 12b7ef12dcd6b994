using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Faults;

namespace ElderAlert.Engine.Tests.Faults;

public sealed class FaultBookTests
{
    private static readonly EngineFault Stuck = new(new CentreId("c"), FaultKind.ClockStuck, "the clock is stuck", DateTimeOffset.UnixEpoch, []);

    private readonly FaultBook _book = new();
    private readonly List<CentreEvent> _journal = [];

    [Fact]
    public void Take_SameFaultTwice_BeginsOnce()
    {
        Assert.Equal([Stuck], _book.Take([Stuck]));
        Assert.Empty(_book.Take([Stuck with { Reason = "still" }]));
        Assert.Equal([Stuck], _book.Current);
    }

    [Fact]
    public void Tell_BeginningAndEnd_OnceEachAndInOrder()
    {
        Look(Stuck);
        Look(Stuck);
        Look();
        Look();
        Look();

        Assert.Equal([typeof(FaultRaised), typeof(FaultEnded)], _journal.Select(e => e.GetType()));
        Assert.Empty(_book.Current);
    }

    [Fact]
    public void Tell_JournalRefuses_IsToldAgain_TheEndStillAfterTheBeginning()
    {
        _book.Take([Stuck]);
        _book.Tell((_, _) => Task.FromException(new EngineUnavailableException("the disk is full")));
        Look();
        Look();
        Look();

        Assert.Equal([typeof(FaultRaised), typeof(FaultEnded)], _journal.Select(e => e.GetType()));
    }

    [Fact]
    public void Take_BackBeforeItsEndIsTold_IsShownAtOnce()
    {
        Look(Stuck);
        _book.Take([]);
        _book.Tell((_, _) => Task.FromException(new EngineUnavailableException("the disk is full")));

        _book.Take([Stuck]);

        Assert.Equal([Stuck], _book.Current);
    }

    /// <summary>Only an entry that the journal takes shows that it works again.</summary>
    [Fact]
    public void Tell_JournalFailsAgainAfterThatWasTold_IsToldAgain()
    {
        var failing = Stuck with { Kind = FaultKind.JournalFails };
        Look(failing);
        Look(failing);
        Look();
        Look();

        Assert.Equal([typeof(FaultRaised), typeof(FaultRaised), typeof(FaultEnded)], _journal.Select(e => e.GetType()));
        Assert.Empty(_book.Current);
    }

    [Fact]
    public void Take_AgainAfterItsEnd_BeginsAnew()
    {
        Look(Stuck);
        Look();
        Look();
        Look();

        Assert.Equal([Stuck], _book.Take([Stuck]));
    }

    private void Look(params EngineFault[] found)
    {
        _book.Take(found);
        _book.Tell((_, fact) =>
        {
            _journal.Add(fact);
            return Task.CompletedTask;
        });
    }
}
