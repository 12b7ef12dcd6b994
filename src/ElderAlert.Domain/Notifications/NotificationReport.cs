namespace ElderAlert.Domain.Notifications;

/// <summary>What a channel or a provider says about a notification.</summary>
public abstract record NotificationReport;

/// <summary>Bytes are about to leave.</summary>
/// <param name="Address">The number dialled.</param>
/// <param name="Text">The words sent.</param>
/// <param name="ProviderTime">The time by the provider's clock; null where it is not known.</param>
public sealed record ReportSending(PrivateText Address, PrivateText Text, DateTimeOffset? ProviderTime = null) : NotificationReport;

/// <summary>The provider has it.</summary>
public sealed record ReportAccepted(string ProviderId) : NotificationReport;

/// <summary>It is on the person's phone, or the phone was picked up.</summary>
public sealed record ReportDelivered : NotificationReport;

/// <summary>It will not arrive.</summary>
public sealed record ReportFailed(string Code, string Reason, bool Permanent) : NotificationReport;

/// <summary>Nobody knows.</summary>
public sealed record ReportAmbiguous(string Reason) : NotificationReport;

/// <summary>It was looked up: the provider does not have it.</summary>
public sealed record ReportNotFound : NotificationReport;
