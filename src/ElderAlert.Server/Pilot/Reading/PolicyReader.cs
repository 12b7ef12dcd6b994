using ElderAlert.Domain;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads escalation policies. A time that is not given is the default policy's for the lane.</summary>
internal static class PolicyReader
{
    private const int LongestSeconds = 30 * 24 * 3_600;

    public static void Read(PilotDraft draft, ObjectReader top)
    {
        foreach (var policy in top.List("policies"))
        {
            var lane = policy.Choice<Lane>("lane");
            var defaults = lane is Lane.Life ? DefaultPolicies.Life(draft.Centre) : DefaultPolicies.Technical(draft.Centre);
            var item = new EscalationPolicy(
                draft.Centre,
                new PolicyId(policy.Text("id")),
                policy.Text("name"),
                lane,
                [.. policy.List("steps").Select(Step)],
                policy.OptionalInteger("rounds", 1, 100) ?? defaults.Rounds,
                Times(policy.Object("times"), defaults.Times),
                FanOutFrom: policy.Has("fanOutFrom") ? policy.Choice<Priority>("fanOutFrom") : null,
                ConsiderateRounds: policy.OptionalInteger("considerateRounds", 0, 100) ?? defaults.ConsiderateRounds);
            draft.Add(item, policy);
        }
    }

    private static EscalationStep Step(ObjectReader step)
    {
        var targets = step.List("targets").Select(Target).ToList();
        if (targets.Count == 0)
        {
            step.Report("targets", "tells nobody");
        }

        var wait = Seconds(step, "waitSeconds");
        if (wait is null && !step.Has("waitSeconds"))
        {
            step.Report("waitSeconds", "has no \"waitSeconds\"");
        }

        step.RefuseTheRest();
        return new EscalationStep(targets, wait ?? TimeSpan.FromSeconds(1));
    }

    private static EscalationTarget Target(ObjectReader target)
    {
        var channels = new List<Channel>();
        foreach (var name in target.Texts("channels"))
        {
            if (ObjectReader.IsName<Channel>(name, out var channel))
            {
                channels.Add(channel);
            }
            else
            {
                target.Report("channels", $"\"channels\" may name sms and voice, and names \"{name}\"");
            }
        }

        var kind = target.Choice<TargetKind>("kind");
        var contact = target.OptionalText("contact");
        var read = new EscalationTarget(
            kind,
            channels,
            contact is null ? null : new ContactId(contact),
            target.OptionalText("line"),
            target.OptionalInteger("most", 1, 1_000),
            target.OptionalNumber("withinM", 1, 1_000_000),
            target.Object("otherwise") is { } otherwise ? Target(otherwise) : null);
        target.RefuseTheRest();
        return read;
    }

    private static PolicyTimes Times(ObjectReader? times, PolicyTimes defaults)
    {
        if (times is null)
        {
            return defaults;
        }

        var read = new PolicyTimes(
            Seconds(times, "deliverySeconds") ?? defaults.Delivery,
            Seconds(times, "answerSeconds") ?? defaults.Answer,
            Seconds(times, "voiceContactSeconds") ?? defaults.VoiceContact,
            Seconds(times, "claimProgressSeconds") ?? defaults.ClaimProgress,
            Seconds(times, "acknowledgeProgressSeconds") ?? defaults.AcknowledgeProgress,
            Seconds(times, "onSceneSeconds") ?? defaults.OnScene,
            Seconds(times, "resolveSeconds") ?? defaults.Resolve,
            Seconds(times, "followUpSeconds") ?? defaults.FollowUp,
            Seconds(times, "repeatSeconds") ?? defaults.Repeat,
            Seconds(times, "enRouteSeconds") ?? defaults.EnRoute,
            Seconds(times, "takeoverSeconds") ?? defaults.Takeover,
            Seconds(times, "longestRepeatSeconds") ?? defaults.LongestRepeat);
        times.RefuseTheRest();
        return read;
    }

    private static TimeSpan? Seconds(ObjectReader from, string name) =>
        from.OptionalNumber(name, 1, LongestSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
