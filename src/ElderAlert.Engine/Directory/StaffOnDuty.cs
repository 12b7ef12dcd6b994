using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine.Directory;

/// <summary>What of a roster is the same for all homes of a centre at one moment.</summary>
/// <param name="Duty">Who is on duty.</param>
/// <param name="Supervisors">In the order in which they are told.</param>
/// <param name="Operators">Those whom a rota lets ring at home.</param>
internal sealed record StaffOnDuty(DutyList Duty, IReadOnlyList<Recipient> Supervisors, IReadOnlyList<Recipient> Operators)
{
    /// <summary>The moment as the centre's clock shows it; null for everybody's hour.</summary>
    public DateTimeOffset? Local { get; init; }

    /// <summary>When the quiet hours end in which it lies.</summary>
    public DateTimeOffset? QuietUntil { get; init; }
}
