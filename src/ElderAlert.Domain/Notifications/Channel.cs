namespace ElderAlert.Domain.Notifications;

/// <summary>How a notification travels.</summary>
public enum Channel
{
    Sms,
    Voice,
}
