using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Scenarios;

/// <summary>Everybody's phones, and a provider that the scenario scripts. A message that no scenario expected fails it.</summary>
internal sealed class FakePhones
{
    private readonly Lock _gate = new();
    private readonly List<OutgoingNotification> _unread = [];
    private readonly List<OutgoingNotification> _received = [];
    private DateTimeOffset _listedFrom;

    public FakePhones()
    {
        Sms = new Line(this, Channel.Sms);
        Voice = new Line(this, Channel.Voice);
    }

    public INotificationChannel Sms { get; }

    public INotificationChannel Voice { get; }

    /// <summary>What the provider answers; by default it takes everything.</summary>
    public Func<OutgoingNotification, SendOutcome> Answer { get; set; } = n => new SendOutcome.Accepted("SM" + n.Id);

    /// <summary>The provider takes requests and never answers.</summary>
    public bool IsHanging { get; set; }

    /// <summary>The hanging provider has taken the message all the same.</summary>
    public bool TakesWhileHanging { get; set; }

    /// <summary>The provider is slow; null: it is not.</summary>
    public SlowProvider? Slow { get; set; }

    /// <summary>Expects exactly one unread message to a number on a channel, and reads it.</summary>
    public OutgoingNotification Expect(Channel channel, string number, string? containing = null)
    {
        lock (_gate)
        {
            var matches = _unread.Where(n => n.Address.Value == number && Of(n) == channel).ToList();
            Assert.True(matches.Count == 1, $"expected one {channel} to {number}, found {matches.Count}; unread: {Unread()}");
            if (containing is not null)
            {
                Assert.Contains(containing, matches[0].Text.Value, StringComparison.Ordinal);
            }

            _unread.Remove(matches[0]);
            return matches[0];
        }
    }

    /// <summary>Expects exactly so many unread messages to a number on a channel, and reads them.</summary>
    public void ExpectOf(Channel channel, string number, int count)
    {
        lock (_gate)
        {
            var removed = _unread.RemoveAll(n => n.Address.Value == number && Of(n) == channel);
            Assert.True(removed == count, $"expected {count} {channel} to {number}, found {removed}; unread: {Unread()}");
        }
    }

    /// <summary>Nobody was told anything that was not expected.</summary>
    public void ExpectSilence()
    {
        lock (_gate)
        {
            Assert.True(_unread.Count == 0, "unexpected messages: " + Unread());
        }
    }

    private static Channel Of(OutgoingNotification n) => n.Text.Value.Contains("https://", StringComparison.Ordinal) ? Channel.Sms : Channel.Voice;

    private string Unread() => string.Join("; ", _unread.Select(n => $"{Of(n)} {n.Address.Value} \"{n.Text.Value}\""));

    private void Receive(OutgoingNotification notification)
    {
        lock (_gate)
        {
            _unread.Add(notification);
            _received.Add(notification);
        }
    }

    private bool Has(OutgoingNotification notification)
    {
        lock (_gate)
        {
            return _received.Any(n => n.Text == notification.Text);
        }
    }

    private sealed class Line(FakePhones phones, Channel channel) : INotificationChannel
    {
        public Channel Channel => channel;

        public async Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellation)
        {
            if (phones.IsHanging)
            {
                if (phones.TakesWhileHanging)
                {
                    phones.Receive(notification);
                }

                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return new SendOutcome.Ambiguous("timed out");
            }

            if (phones.Slow is { } slow)
            {
                await Task.Delay(slow.Takes, slow.Clock, cancellation);
                phones.Receive(notification);
                phones._listedFrom = slow.Clock.GetUtcNow() + slow.Lists;
                await Task.Delay(slow.Fails, slow.Clock, cancellation);
                return new SendOutcome.Ambiguous("timed out");
            }

            var outcome = phones.Answer(notification);
            if (outcome is SendOutcome.Accepted)
            {
                phones.Receive(notification);
            }

            return outcome;
        }

        public Task<ReconcileOutcome> ReconcileAsync(OutgoingNotification notification, HandoverTime sentAt, CancellationToken cancellation) =>
            Task.FromResult<ReconcileOutcome>(phones.Has(notification) && !(phones.Slow?.Clock.GetUtcNow() < phones._listedFrom)
                ? new ReconcileOutcome.Found("SM-found", NotificationState.Accepted)
                : new ReconcileOutcome.NotFound());
    }
}

/// <summary>A provider that takes a request only when it has time for it, then gives no answer, and lists what it took later still.</summary>
/// <param name="Clock">The scenario's.</param>
/// <param name="Takes">So long after the message was handed over.</param>
/// <param name="Fails">So long after that there is no answer.</param>
/// <param name="Lists">So long after it was taken, it can be found.</param>
internal sealed record SlowProvider(TimeProvider Clock, TimeSpan Takes, TimeSpan Fails, TimeSpan Lists);
