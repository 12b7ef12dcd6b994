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
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>As long as a phone rings before most voicemail boxes pick up.</summary>
    private static readonly TimeSpan Rings = TimeSpan.FromSeconds(25);

    /// <summary>Takes what a person wrote to the engine, and keeps what is said back.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed; the next round tries again.</exception>
    public async Task DeliverReplyAsync(OutboxItem reply, CancellationToken cancellation)
    {
        var answer = await desk.TakeTextAsync(reply.Number.Value, reply.Text, RequestOf(reply), cancellation);
        store.Answer(reply, OutboxState.Delivered, answer.Words, Time.GetUtcNow());
    }

    /// <summary>Somebody picks up.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task PickUpAsync(OutboxItem call, CancellationToken cancellation)
    {
        await ReportAsync(call, new ReportDelivered(), cancellation);
        store.Answer(call, OutboxState.Answered, words: null, Time.GetUtcNow());
    }

    /// <summary>Somebody presses a key; what the voice says back is kept as a message.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task PressAsync(OutboxItem call, string digit, CancellationToken cancellation)
    {
        var answer = call.Notification is { } id ? await desk.TakeKeyAsync(id, digit, RequestOf(call), cancellation) : null;
        store.Answer(call, OutboxState.Pressed, answer?.Words, Time.GetUtcNow());
    }

    /// <summary>Somebody hangs up without a key, or never picked up.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task HangUpAsync(OutboxItem call, CancellationToken cancellation)
    {
        if (call.State == OutboxState.Ringing)
        {
            await ReportAsync(call, new ReportFailed("noAnswer", "Nobody picked up.", Permanent: false), cancellation);
        }

        store.Answer(call, OutboxState.Missed, words: null, Time.GetUtcNow());
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
        foreach (var item in store.Waiting(OutboxState.Sent, now - Round))
        {
            if (item.Kind == OutboxKind.Reply)
            {
                await DeliverReplyAsync(item, cancellation);
            }
            else
            {
                await ReportAsync(item, new ReportDelivered(), cancellation);
                store.Answer(item, OutboxState.Delivered, words: null, now);
            }
        }

        foreach (var call in store.Waiting(OutboxState.Ringing, now - Rings))
        {
            await HangUpAsync(call, cancellation);
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
