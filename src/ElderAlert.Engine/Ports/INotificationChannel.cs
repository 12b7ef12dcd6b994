using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine.Ports;

/// <summary>A way to reach people: Twilio, or the built-in phone of the demo.</summary>
public interface INotificationChannel
{
    /// <summary>What it carries.</summary>
    Channel Channel { get; }

    /// <summary>The time by the provider's clock; null where it is not known, or does not matter for a look-up.</summary>
    DateTimeOffset? ProviderTime => null;

    /// <summary>
    /// Sends it, within the channel's own patience. It is called after the journal says "sending", and never throws for a failure of
    /// the provider: each outcome is an answer. Cancellation after bytes may have left counts as <see cref="SendOutcome.Ambiguous"/>.
    /// </summary>
    Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellation);

    /// <summary>Looks up whether the provider has a notification whose sending ended in doubt.</summary>
    /// <param name="notification">The notification, with the same words as when it was sent.</param>
    /// <param name="sentAt">When it was handed over.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ReconcileOutcome> ReconcileAsync(OutgoingNotification notification, HandoverTime sentAt, CancellationToken cancellation);
}

/// <summary>When a notification was handed over.</summary>
/// <param name="Ours">By the server's clock, which somebody may have put since.</param>
/// <param name="Providers">By the provider's; null where that was not known.</param>
public readonly record struct HandoverTime(DateTimeOffset Ours, DateTimeOffset? Providers = null);

/// <summary>A notification ready to leave.</summary>
/// <param name="Id">Its id; part of the callback's address.</param>
/// <param name="Centre">Whose.</param>
/// <param name="Recipient">Who is told.</param>
/// <param name="Address">The number, in E.164 form.</param>
/// <param name="Text">The words. They carry a link or a number of their own, so no two notifications read the same.</param>
/// <param name="Language">The language of the words, for the voice that reads them.</param>
public sealed record OutgoingNotification(
    NotificationId Id,
    CentreId Centre,
    RecipientRef Recipient,
    PrivateText Address,
    PrivateText Text,
    Language Language);

/// <summary>What came of sending.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The provider has it.</summary>
    public sealed record Accepted(string ProviderId) : SendOutcome;

    /// <summary>The provider does not have it and will not.</summary>
    /// <param name="Code">The provider's code, or a short name of ours (unreachable, rateLimited).</param>
    /// <param name="Reason">A sentence without personal data.</param>
    /// <param name="Permanent">The same address will never work.</param>
    public sealed record Failed(string Code, string Reason, bool Permanent) : SendOutcome;

    /// <summary>Bytes were sent and no answer came: nobody knows.</summary>
    public sealed record Ambiguous(string Reason) : SendOutcome;
}

/// <summary>What a look-up found.</summary>
public abstract record ReconcileOutcome
{
    private ReconcileOutcome()
    {
    }

    /// <summary>The provider has it.</summary>
    public sealed record Found(string ProviderId, NotificationState State) : ReconcileOutcome;

    /// <summary>The provider does not have it: it may be sent again.</summary>
    public sealed record NotFound : ReconcileOutcome;

    /// <summary>The provider could not be asked; ask again later.</summary>
    public sealed record Unknown(string Reason) : ReconcileOutcome;
}
