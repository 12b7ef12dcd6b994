using ElderAlert.Domain;

namespace ElderAlert.Simulation.Provider;

/// <summary>A message or a call that the provider has taken.</summary>
/// <param name="sid">The provider's id.</param>
/// <param name="notification">Which notification it carries, from the address of its callbacks.</param>
/// <param name="form">What was asked for.</param>
/// <param name="createdAt">By the provider's clock, which is right.</param>
internal sealed class CloudItem(string sid, NotificationId notification, IReadOnlyDictionary<string, string> form, DateTimeOffset createdAt)
{
    public string Sid => sid;

    public NotificationId Notification => notification;

    public DateTimeOffset CreatedAt => createdAt;

    public string To => form["To"];

    public string? From => form.GetValueOrDefault("From");

    public string? Body => form.GetValueOrDefault("Body");

    /// <summary>What is read, or read out.</summary>
    public string Words => form.GetValueOrDefault("Twiml") ?? Body ?? "";

    public bool IsCall => form.ContainsKey("Twiml");

    /// <summary>The provider's word for how far it is.</summary>
    public string Status { get; set; } = "queued";

    public int? ErrorCode { get; set; }

    public string? AnsweredBy { get; set; }
}
