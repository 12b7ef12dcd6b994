using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;
using ElderAlert.Server.Hosting;
using ElderAlert.Telephony.Replies;

namespace ElderAlert.Server.Outbox;

/// <summary>
/// Does for the built-in phones what a provider's callbacks do: reports what was delivered, missed, pressed and written. What a stop of the server
/// left undone is done after the start; each step may be repeated without harm.
/// </summary>
internal sealed partial class OutboxCourier(OutboxStore store, ReplyDesk desk, TimeProvider time, ILogger<OutboxCourier> log)
    : SteadyService("the built-in phones", time, log)
{
    private const int MostSideBySide = 32;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>As long as a phone rings before most voicemail boxes pick up.</summary>
    private static readonly TimeSpan Rings = TimeSpan.FromSeconds(25);

    /// <summary>Takes what a person wrote to the engine, and keeps what is said back.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed; the next round tries again.</exception>
    public async Task DeliverReplyAsync(OutboxItem reply, CancellationToken cancellation)
    {
        var answer = await desk.TakeTextAsync(reply.Number.Value, reply.Text, RequestOf(reply), cancellation);
        await store.AnswerAsync(reply, OutboxState.Delivered, answer.Words, Time.GetUtcNow());
    }

    /// <summary>Somebody picks up.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task PickUpAsync(OutboxItem call, CancellationToken cancellation)
    {
        await ReportAsync(call, new ReportDelivered(), cancellation);
        await store.AnswerAsync(call, OutboxState.Answered, words: null, Time.GetUtcNow());
    }

    /// <summary>Somebody presses a key; what the voice says back is kept as a message.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task PressAsync(OutboxItem call, string digit, CancellationToken cancellation)
    {
        var answer = call.Notification is { } id ? await desk.TakeKeyAsync(id, digit, RequestOf(call), cancellation) : null;
        await store.AnswerAsync(call, OutboxState.Pressed, answer?.Words, Time.GetUtcNow());
    }

    /// <summary>Somebody hangs up without a key, or never picked up.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task HangUpAsync(OutboxItem call, CancellationToken cancellation)
    {
        if (call.State == OutboxState.Ringing)
        {
            await ReportAsync(call, new ReportFailed("noAnswer", "Nobody picked up.", Permanent: false), cancellation);
        }

        await store.AnswerAsync(call, OutboxState.Missed, words: null, Time.GetUtcNow());
    }

    protected override async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await GoRoundAsync(stopping);
            }
            catch (EngineUnavailableException unavailable)
            {
                LogWaits(Logger, unavailable);
            }

            await Task.Delay(Round, Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A second passes before anything counts as delivered: a real phone takes longer, and "accepted" is journalled first.</summary>
    private async Task GoRoundAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        var waiting = store.Waiting(OutboxState.Sent, now - Round).ToLookup(item => item.Kind == OutboxKind.Reply);
        foreach (var reply in waiting[true])
        {
            await DeliverReplyAsync(reply, cancellation);
        }

        await SideBySideAsync(waiting[false], async message =>
        {
            await ReportAsync(message, new ReportDelivered(), cancellation);
            await store.AnswerAsync(message, OutboxState.Delivered, words: null, now);
        });
        await SideBySideAsync(store.Waiting(OutboxState.Ringing, now - Rings), call => HangUpAsync(call, cancellation));
    }

    /// <summary>A step waits twice for the disk, and those taken together wait once.</summary>
    private static async Task SideBySideAsync(IEnumerable<OutboxItem> items, Func<OutboxItem, Task> step)
    {
        foreach (var some in items.Chunk(MostSideBySide))
        {
            await Task.WhenAll(some.Select(step));
        }
    }

    private async Task ReportAsync(OutboxItem item, NotificationReport report, CancellationToken cancellation)
    {
        if (item.Notification is { } id && !await desk.ReportAsync(id, report, cancellation))
        {
            LogUnknown(Logger, id.Value);
        }
    }

    private static string RequestOf(OutboxItem item) => FormattableString.Invariant($"outbox:{item.Id}");

    [LoggerMessage(8401, LogLevel.Warning, "The built-in phones wait for the engine")]
    private static partial void LogWaits(ILogger log, Exception error);

    [LoggerMessage(8402, LogLevel.Warning, "The built-in phones hold notification {Notification}, which the journal does not know")]
    private static partial void LogUnknown(ILogger log, string notification);
}
