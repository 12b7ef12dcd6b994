using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Engine.Directory;

/// <summary>What a policy must be, to be put on file: possible to go through, and reaching somebody in every home that uses it.</summary>
internal static class PolicyRules
{
    private const int MostNamed = 3;
    private const int LongestChain = 8;

    /// <summary>A home in which nobody can be told goes through all rounds in one transaction.</summary>
    private const int MostRounds = 100;

    /// <summary>A deadline must be a date.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(366);

    public static IEnumerable<EditProblem> Check(DirectoryIndex after, EscalationPolicy policy)
    {
        var impossible = Impossible(after, policy).ToList();
        return impossible.Count > 0
            ? impossible.Select(sentence => new EditProblem(EditProblemCode.PolicyImpossible, sentence))
            : Unreached(after, policy).Select(sentence => new EditProblem(EditProblemCode.PolicyReachesNobody, sentence));
    }

    private static IEnumerable<string> Impossible(DirectoryIndex after, EscalationPolicy policy)
    {
        if (policy.Steps.Count == 0 || policy.Rounds < 1)
        {
            yield return "it needs at least one step and one round";
        }

        if (policy.Rounds > MostRounds)
        {
            yield return $"the steps are gone through at most {MostRounds} times; what nobody takes then is told again and again all the same";
        }

        if (policy.ConsiderateRounds < 0)
        {
            yield return "the number of considerate rounds cannot be below zero";
        }

        if (policy.Steps.Any(s => s.Wait <= TimeSpan.Zero) || Times(policy.Times).Any(t => t <= TimeSpan.Zero))
        {
            yield return "waits and times must be longer than zero";
        }

        if (policy.Steps.Select(s => s.Wait).Concat(Times(policy.Times)).Concat(Times(policy.SignalTimes)).Any(t => t > LongestTime))
        {
            yield return "waits and times last at most a year";
        }

        foreach (var problem in (policy.Signals?.Problems() ?? []).Concat(policy.Priorities?.Problems() ?? []))
        {
            yield return problem;
        }

        for (var i = 0; i < policy.Steps.Count; i++)
        {
            if (policy.Steps[i].Targets.Count == 0)
            {
                yield return $"step {i + 1} tells nobody";
            }

            foreach (var problem in policy.Steps[i].Targets.SelectMany(t => Problems(after, policy, t)))
            {
                yield return $"step {i + 1}: {problem}";
            }
        }
    }

    private static IEnumerable<string> Problems(DirectoryIndex after, EscalationPolicy policy, EscalationTarget target)
    {
        var chain = target.WithOtherwise().Take(LongestChain + 1).ToList();
        if (chain.Count > LongestChain)
        {
            return [$"at most {LongestChain - 1} others may stand in for a target"];
        }

        return chain.SelectMany(t => Problem(after, policy.Centre, t) is { } problem ? [problem] : Array.Empty<string>());
    }

    private static string? Problem(DirectoryIndex after, CentreId centre, EscalationTarget target) => target switch
    {
        { Kind: TargetKind.NamedContact, Contact: null } => "a named contact needs the contact's id",
        { Kind: TargetKind.NamedContact, Contact: { } id } when after.Find(id)?.Centre != centre => $"contact {id} is not on file",
        { Kind: TargetKind.OutsideLine, Line: not { Length: >= 3 and <= 5 } } => "an outside line is a short number such as 120 or 119",
        { Kind: TargetKind.OutsideLine, Line: { } line } when line.AsSpan().ContainsAnyExceptInRange('0', '9') => "an outside line is a short number such as 120 or 119",
        { Most: < 1 } => "at least one person must be told",
        { WithinM: <= 0 } => "the distance must be more than zero metres",
        _ => null,
    };

    private static IEnumerable<string> Unreached(DirectoryIndex after, EscalationPolicy policy)
    {
        if (policy.Lane != Lane.Life)
        {
            return [];
        }

        var everybody = Everybody(after, policy.Centre);
        if (!PolicyReach.ReachesAnybody(policy, everybody))
        {
            return ["it would reach nobody: behind none of its steps stands a person with a verified number"];
        }

        // Supervisors stand behind every home: where they are reached, no home needs to be looked at.
        if (PolicyReach.ReachesAnybody(policy, everybody with { Contacts = [], Responders = [] }))
        {
            return [];
        }

        var homes = after.Of<Household>(policy.Centre)
            .Where(h => after.PolicyOf(h, Lane.Life).Id == policy.Id && !PolicyReach.ReachesAnybody(policy, after.RosterOf(h.Centre, h.Id)))
            .Select(h => h.Key)
            .Order(StringComparer.Ordinal)
            .Take(MostNamed)
            .ToList();
        return homes.Count == 0 ? [] : [$"it would reach nobody for household {string.Join(", ", homes)}: behind none of its steps stands a person with a verified number"];
    }

    private static Roster Everybody(DirectoryIndex after, CentreId centre)
    {
        var staff = after.Of<Operator>(centre).ToList();
        return new Roster(
            after.Of<Contact>(centre).Select(c => new Recipient(new RecipientRef(RecipientKind.Contact, c.Key), c.Methods, c.Language)).ToList(),
            after.Of<Responder>(centre).Select(r => new Recipient(new RecipientRef(RecipientKind.Responder, r.Key), r.Methods, r.Language)).ToList(),
            staff.Where(o => o.Role == OperatorRole.Supervisor).Select(o => Of(o, RecipientKind.Supervisor)).ToList())
        {
            Operators = staff.Where(o => o.Role == OperatorRole.Operator).Select(o => Of(o, RecipientKind.Operator)).ToList(),
        };
    }

    private static Recipient Of(Operator person, RecipientKind kind) => new(new RecipientRef(kind, person.Key), person.Methods, person.Language);

    private static IEnumerable<TimeSpan> Times(PolicyTimes t)
    {
        yield return t.Delivery;
        yield return t.Answer;
        yield return t.VoiceContact;
        yield return t.ClaimProgress;
        yield return t.AcknowledgeProgress;
        yield return t.OnScene;
        yield return t.Resolve;
        yield return t.FollowUp;
        yield return t.Repeat;
        yield return t.EnRoute ?? PolicyTimes.DefaultEnRoute;
        yield return t.Takeover ?? PolicyTimes.DefaultTakeover;
        yield return t.LongestRepeat ?? PolicyTimes.DefaultLongestRepeat;
    }

    private static IEnumerable<TimeSpan> Times(SignalTimes t)
    {
        yield return t.NoMotion;
        yield return t.Watch;
        yield return t.LongestTestMode;
    }
}
