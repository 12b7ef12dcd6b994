namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>The call-back and the end.</summary>
internal static class FollowUpRules
{
    public static Decision Record(Incident state, RecordFollowUp command, DateTimeOffset now)
    {
        if (command.Satisfaction is < 1 or > 5)
        {
            return Decision.Refuse(RejectionCode.Invalid, "Satisfaction is a number from 1 to 5.");
        }

        return Permission.RequireState(state, "A follow-up", IncidentState.Resolved)
            ?? Decision.Of(new Draft(state, now).Emit(new FollowUpRecorded(command.By, command.Result, command.Satisfaction, command.Note)));
    }

    public static Decision Close(Incident state, Close command, DateTimeOffset now)
    {
        if (Permission.RequireState(state, "Closing", IncidentState.Resolved) is { } refused)
        {
            return refused;
        }

        return state.FollowUp is null or FollowUpResult.NotReached
            ? Decision.Refuse(RejectionCode.FollowUpRequired, "Call back first and record how the resident is.")
            : Decision.Of(new Draft(state, now).Emit(new IncidentClosed(command.By)));
    }
}
