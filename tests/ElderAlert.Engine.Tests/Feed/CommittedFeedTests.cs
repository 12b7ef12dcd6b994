using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Feed;

namespace ElderAlert.Engine.Tests.Feed;

public sealed class CommittedFeedTests
{
    private static readonly CentreId Centre = new("c");

    private readonly CommittedFeed _feed = new();

    [Fact]
    public async Task Subscribe_SeesWhatIsCommittedAfterItsPosition_OfItsCentreOnly()
    {
        _feed.Publish([Entry(Centre, 1)]);
        using var subscription = _feed.Subscribe(Centre);

        _feed.Publish([Entry(Centre, 2), Entry(new CentreId("other"), 1), Entry(Centre, 3)]);

        Assert.Equal(1, subscription.Position);
        Assert.Equal([2, 3], await ReadAsync(subscription, 2));
    }

    [Fact]
    public async Task Offer_SubscriberTooSlow_IsCutOff_OthersGoOn()
    {
        using var slow = _feed.Subscribe(Centre, capacity: 2);
        using var quick = _feed.Subscribe(Centre);

        _feed.Publish([Entry(Centre, 1), Entry(Centre, 2), Entry(Centre, 3)]);

        await Assert.ThrowsAsync<FeedLaggedException>(() => ReadAsync(slow, 3));
        Assert.Equal([1, 2, 3], await ReadAsync(quick, 3));
    }

    [Fact]
    public async Task Restart_CutsEverybodyOff_BecauseEntriesMayHaveBeenMissed()
    {
        using var subscription = _feed.Subscribe(Centre);

        _feed.Restart(new Dictionary<CentreId, long> { [Centre] = 7 });

        await Assert.ThrowsAsync<FeedLaggedException>(() => ReadAsync(subscription, 1));
        Assert.Equal(7, _feed.Head(Centre));
    }

    private static CommittedEntry Entry(CentreId centre, long position) => new(
        new JournalEntry(centre, position, DateTimeOffset.UnixEpoch, new OperatorSignedIn(new OperatorId("wang")), Incident: null, SealedFor: null),
        Incident: null);

    private static async Task<List<long>> ReadAsync(FeedSubscription subscription, int count)
    {
        var positions = new List<long>();
        await foreach (var entry in subscription.ReadAllAsync(CancellationToken.None))
        {
            positions.Add(entry.Entry.Position);
            if (positions.Count == count)
            {
                break;
            }
        }

        return positions;
    }
}
