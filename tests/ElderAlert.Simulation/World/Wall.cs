using ElderAlert.Engine.Feed;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Server;

namespace ElderAlert.Simulation.World;

/// <summary>A screen on the wall that follows the committed feed: every entry once, in order, and nothing that is not on disk.</summary>
internal sealed class Wall(Ledger ledger, Findings findings)
{
    private long _seen;

    /// <summary>Follows one life of the server, and goes on where it was when it is cut off.</summary>
    public async Task WatchAsync(Life life)
    {
        while (!life.IsDead)
        {
            using var subscription = life.Engine.Feed.Subscribe(TownFile.Centre);
            Check(subscription.Position <= ledger.Head, $"the feed begins after {subscription.Position}, the disk ends at {ledger.Head}");
            _seen = Math.Max(_seen, subscription.Position);
            try
            {
                await foreach (var committed in subscription.ReadAllAsync(CancellationToken.None))
                {
                    if (life.IsDead)
                    {
                        return;
                    }

                    Take(committed);
                }

                return;
            }
            catch (FeedLaggedException)
            {
                // Read the gap from the journal (here: the ledger) and subscribe again.
            }
        }
    }

    /// <summary>At the end: it has seen everything.</summary>
    public void CheckSeenAll() => Check(_seen == ledger.Head, $"the screen is at {_seen}, the disk ends at {ledger.Head}");

    private void Take(CommittedEntry committed)
    {
        var position = committed.Entry.Position;
        Check(position <= ledger.Head, $"{position} is told of before it is on disk");
        Check(position == _seen + 1, $"{position} comes after {_seen}");
        Check(ledger.Has(committed.Entry), $"{position} is told of as {committed.Entry.Event}");
        _seen = position;
    }

    private void Check(bool holds, string seen) => findings.Require(holds, "the feed tells all, once, in order", () => seen);
}
