using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Server.Api.Actions;

/// <summary>What every action may carry.</summary>
internal abstract record ActionBody
{
    /// <summary>The caller's id of this action: the same id is carried out once and answered the same.</summary>
    public string? RequestId { get; init; }
}

internal sealed record EmptyBody : ActionBody;

internal sealed record NoteBody(PrivateText Text) : ActionBody;

/// <summary>A step of the operator's guide.</summary>
internal enum GuideStep
{
    /// <summary>Speaking to the home was tried; <see cref="StepBody.Reached"/> says whether somebody spoke.</summary>
    VoiceContact,

    /// <summary>120, 119 or 110 was called; <see cref="StepBody.Line"/> names it.</summary>
    OutsideLine,
}

internal sealed record StepBody(GuideStep Step, bool? Reached = null, string? Line = null, PrivateText? Note = null) : ActionBody;

internal sealed record ContactBody(RecipientKind Kind, string Id, Channel Channel) : ActionBody;

internal sealed record ResponderBody(ResponderId Responder) : ActionBody;

internal sealed record CheckHouseholdBody(HouseholdId Household, bool Reached, PrivateText? Note = null) : ActionBody;

internal sealed record EnRouteBody(ResponderId Responder, int? EtaMinutes = null) : ActionBody;

internal sealed record ResolveBody(Resolution Resolution, PrivateText? Note = null) : ActionBody;

internal sealed record FollowUpBody(FollowUpResult Result, int? Satisfaction = null, PrivateText? Note = null) : ActionBody;
