using System.Globalization;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Notifications;

/// <summary>Plain words and the seven-bit alphabet, so that a segment holds 160 characters.</summary>
internal sealed class EnglishWording : Wording
{
    public static readonly EnglishWording Instance = new();

    public override string Kind(SignalKind kind) => kind switch
    {
        SignalKind.Sos => "Call for help",
        SignalKind.Fall => "Fall alarm",
        SignalKind.Smoke => "Smoke alarm",
        SignalKind.Gas => "Gas alarm",
        SignalKind.Co => "Carbon monoxide alarm",
        SignalKind.Leak => "Water leak",
        SignalKind.BedExit => "Left the bed and not back",
        SignalKind.Intrusion => "Intrusion alarm",
        SignalKind.Inactivity => "No movement for too long",
        SignalKind.Vitals => "Unusual vital signs",
        SignalKind.Wandering => "May be lost outside",
        SignalKind.MissedCheckIn => "Missed check-in",
        SignalKind.Cancel => "Alarm cancelled",
        SignalKind.Test => "Test",
        SignalKind.BatteryLow => "Battery low",
        SignalKind.MainsLost => "Power lost",
        SignalKind.MainsRestored => "Power back",
        SignalKind.Tamper => "Device tampered with",
        SignalKind.Offline => "Device offline",
        SignalKind.Online => "Device back online",
        SignalKind.Fault => "Device fault",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a signal kind"),
    };

    public override string Test => "This is a test";

    private protected override string And => " and ";

    private protected override string Back => "It is back";

    public override string Ending(Resolution resolution) => resolution switch
    {
        Resolution.Helped => "they have been helped",
        Resolution.HandedOver => "handed over to the emergency services",
        Resolution.FalseAlarm => "they are well, it was a false alarm",
        Resolution.Test => "it was a test",
        Resolution.EquipmentRestored => "the equipment works again",
        Resolution.Enquiry => "the question was answered",
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "not a resolution"),
    };

    public override string Standing(Incident incident, IncidentNames names)
    {
        if (!incident.IsActive)
        {
            return incident.Resolution is { } resolution ? $"It is over: {Ending(resolution)}" : "It is over";
        }

        if (IncidentNames.Leading(incident) is { } leading && names.Going is { } going)
        {
            return Way(going.Value, leading);
        }

        return (names.Owner, names.AcknowledgedBy) switch
        {
            ({ } owner, { } taker) => $"Operator {owner.Value} has it and {taker.Value} is going",
            ({ } owner, null) => $"Operator {owner.Value} has it",
            (null, { } taker) => $"{taker.Value} is going",
            (null, null) => "Nobody has taken it yet",
        };
    }

    private protected override string Late(string happened, string received) => $"The device says that it happened at {happened}, we received it at {received}";

    private protected override string What(MessageFacts facts) =>
        string.Create(CultureInfo.InvariantCulture, $"{Dangers(facts.Incident)}, {facts.Names.Residents.Value}, {facts.OpenedAt:HH:mm}");

    private protected override string Where(PrivateText address) => $"Address: {address.Value}";

    private protected override string Ask(MessageFacts facts)
    {
        if (!facts.Incident.IsActive)
        {
            return "";
        }

        var supervises = facts.Notification.Recipient.Kind is RecipientKind.Supervisor or RecipientKind.Operator;
        return (facts.Notification.Purpose, facts.Notification.Channel) switch
        {
            (NotificationPurpose.Alarm, Channel.Sms) when supervises => "Please sign in and claim it, or reply 1 to take responsibility",
            (NotificationPurpose.Alarm, Channel.Voice) when supervises => "To take responsibility, press 1",
            (NotificationPurpose.Alarm, Channel.Sms) => "Can you go? Reply 1 (and minutes, like 1 10), or 2 if you cannot",
            (NotificationPurpose.Alarm, Channel.Voice) => "If you can go there, press 1",
            (NotificationPurpose.Dispatch, Channel.Sms) => "Please go. Reply 1 when you set out (and minutes, like 1 10), or 2 if you cannot",
            (NotificationPurpose.Dispatch, Channel.Voice) => "Please go there. Press 1 when you set out",
            (NotificationPurpose.Overdue, _) => "It is overdue, please see to it",
            (NotificationPurpose.Update, _) => "",
            var other => throw new ArgumentOutOfRangeException(nameof(facts), other, "not a purpose and channel"),
        };
    }

    private protected override string Sms(string centre, IEnumerable<string> sentences, Uri? link, string reference) =>
        $"{centre}: {string.Join(". ", sentences)}. {(link is null ? "" : $"{link.AbsoluteUri} ")}Ref {reference}";

    private protected override string Voice(string centre, IEnumerable<string> sentences) =>
        $"This is {centre}. {string.Join(". ", sentences)}.";

    private static string Way(string going, Assignment leading) => leading.State switch
    {
        AssignmentState.EnRoute when leading.EtaMinutes is { } minutes => $"{going} is on the way, there in about {minutes} min",
        AssignmentState.EnRoute => $"{going} is on the way",
        AssignmentState.OnScene => $"{going} is there",
        AssignmentState.Dispatched or AssignmentState.Cleared => $"{going} was asked to go",
        _ => throw new ArgumentOutOfRangeException(nameof(leading), leading.State, "not a state of an assignment"),
    };
}
