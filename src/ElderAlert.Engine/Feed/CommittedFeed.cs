using System.Collections.Immutable;
using System.Threading.Channels;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Engine.Feed;

/// <summary>An entry that is on disk, with the incident as it is after it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Incident">The incident after it; null for facts of the centre, and for one that needs no care any more.</param>
public sealed record CommittedEntry(JournalEntry Entry, Incident? Incident);

/// <summary>
/// Tells subscribers of each commit, in journal order. It keeps nothing: a subscriber that starts late or falls behind reads the gap from
/// the journal.
/// </summary>
public sealed class CommittedFeed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CentreId, long> _heads = [];
    private ImmutableArray<FeedSubscription> _subscriptions = [];

    /// <summary>The last committed position of a centre; 0 before the first.</summary>
    public long Head(CentreId centre)
    {
        lock (_gate)
        {
            return _heads.GetValueOrDefault(centre);
        }
    }

    /// <summary>Every entry after the subscription's position will be in it.</summary>
    /// <param name="centre">Whose entries.</param>
    /// <param name="capacity">How far the subscriber may fall behind before it is cut off.</param>
    public FeedSubscription Subscribe(CentreId centre, int capacity = 8_192)
    {
        lock (_gate)
        {
            var subscription = new FeedSubscription(this, centre, _heads.GetValueOrDefault(centre), capacity);
            _subscriptions = _subscriptions.Add(subscription);
            return subscription;
        }
    }

    /// <summary>Begins at these heads. Whoever was subscribed is cut off: entries may have been committed that the feed never saw.</summary>
    internal void Restart(IReadOnlyDictionary<CentreId, long> heads)
    {
        lock (_gate)
        {
            foreach (var (centre, head) in heads)
            {
                _heads[centre] = head;
            }

            foreach (var subscription in _subscriptions)
            {
                subscription.CutOff();
            }

            _subscriptions = [];
        }
    }

    internal void Publish(IReadOnlyList<CommittedEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                _heads[entry.Entry.Centre] = entry.Entry.Position;
                foreach (var subscription in _subscriptions)
                {
                    subscription.Offer(entry);
                }
            }
        }
    }

    internal void Remove(FeedSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }
}

/// <summary>One subscriber's place in the feed.</summary>
public sealed class FeedSubscription : IDisposable
{
    private readonly CommittedFeed _feed;
    private readonly CentreId _centre;
    private readonly Channel<CommittedEntry> _entries;

    internal FeedSubscription(CommittedFeed feed, CentreId centre, long position, int capacity)
    {
        _feed = feed;
        _centre = centre;
        Position = position;
        _entries = Channel.CreateBounded<CommittedEntry>(new BoundedChannelOptions(capacity) { SingleReader = true });
    }

    /// <summary>The centre's head when the subscription began.</summary>
    public long Position { get; }

    /// <summary>Entries after <see cref="Position"/>, in order, as they are committed.</summary>
    /// <exception cref="FeedLaggedException">The subscriber fell too far behind: read the gap from the journal and subscribe again.</exception>
    public IAsyncEnumerable<CommittedEntry> ReadAllAsync(CancellationToken cancellation) => _entries.Reader.ReadAllAsync(cancellation);

    public void Dispose()
    {
        _feed.Remove(this);
        _entries.Writer.TryComplete();
    }

    internal void Offer(CommittedEntry entry)
    {
        if (entry.Entry.Centre == _centre && !_entries.Writer.TryWrite(entry))
        {
            CutOff();
            _feed.Remove(this);
        }
    }

    internal void CutOff() => _entries.Writer.TryComplete(new FeedLaggedException(_centre));
}

/// <summary>A subscriber was too slow and has been cut off; nothing is lost, the journal has it.</summary>
public sealed class FeedLaggedException(CentreId centre)
    : Exception($"the subscriber to centre {centre} fell behind");
