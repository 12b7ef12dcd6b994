using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Retention;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Retention;

/// <summary>What a run of the retention did.</summary>
/// <param name="Plan">What had to go.</param>
/// <param name="Outstanding">Households whose telemetry could not be erased now; the next run tries again.</param>
public sealed record RetentionResult(RetentionPlan Plan, IReadOnlyList<HouseholdId> Outstanding);

/// <summary>Erases what has been kept for long enough, and says so in the journal.</summary>
public sealed class TextRetention(
    IncidentEngine engine, IRetentionStore store, ITelemetryStore telemetry, TimeProvider time, ILogger<TextRetention> log)
{
    /// <summary>What the centre's policy says has to go now.</summary>
    public async ValueTask<RetentionPlan> PlanAsync(Centre centre, CancellationToken cancellation)
    {
        var (policy, now) = (centre.Retention ?? RetentionPolicy.Default, time.GetUtcNow());
        var facts = await store.ReadRetentionAsync(centre.Id, RetentionRules.TextLimit(policy, now), cancellation);
        return RetentionRules.Plan(policy, facts, now);
    }

    /// <summary>Erases what has to go now. It may be run again after a crash at any point, and finishes what was begun.</summary>
    /// <exception cref="EngineUnavailableException">The journal takes no entries; nothing more was erased.</exception>
    public async ValueTask<RetentionResult> ApplyAsync(Centre centre, CancellationToken cancellation)
    {
        var plan = await PlanAsync(centre, cancellation);
        if (plan.Periods.Count > 0)
        {
            // The entry first: after a crash between the two the keys are still there, and the next run finds them.
            await engine.RecordAsync(centre.Id, new TextErased(plan.Before, plan.Periods.Count), cancellation);
            await store.EraseTextAsync(plan.Periods, cancellation);
            RetentionLog.TextErased(log, centre.Key, plan.Periods.Count, plan.Before);
        }

        var outstanding = new List<HouseholdId>();
        foreach (var household in plan.Households)
        {
            if (!await TryEraseAsync(centre.Id, household, Actor.System, cancellation))
            {
                outstanding.Add(household);
            }
        }

        return new RetentionResult(plan, outstanding);
    }

    /// <summary>Takes a household and all that is filed under it off the file, and erases its text and telemetry at once.</summary>
    /// <returns>Why it was refused, a sentence each; empty when it is done. Telemetry that could not be erased now is erased by a later run.</returns>
    /// <exception cref="EngineUnavailableException">The journal takes no entries.</exception>
    public async ValueTask<IReadOnlyList<string>> ForgetAsync(Household household, Actor by, CancellationToken cancellation)
    {
        if (engine.OpenIncidents(household.Centre).Any(i => i.Household == household.Id))
        {
            return [$"household {household.Key} has an incident that is not closed"];
        }

        var file = engine.Directory;
        List<DirectoryItem> off =
        [
            .. file.DevicesOf(household.Id).Where(d => d.Gateway is not null),
            .. file.DevicesOf(household.Id).Where(d => d.Gateway is null),
            .. file.ContactsOf(household.Id),
            .. file.ResidentsOf(household.Id),
            .. file.AbsencesOf(household.Id),
            .. file.Of<TestMode>(household.Centre).Where(m => m.Household == household.Id),
            household,
        ];
        if (await engine.EditAsync(new DirectoryEdit(household.Centre, by, [], off), cancellation) is EditResult.Refused refused)
        {
            return [.. refused.Problems.Select(p => p.Sentence)];
        }

        return await TryEraseAsync(household.Centre, household.Id, by, cancellation)
            ? []
            : [$"the text of household {household.Key} is erased, its telemetry is not yet: the server's daily run tries again"];
    }

    /// <summary>The entry last: until it is there, the store counts the household among those to be erased.</summary>
    private async ValueTask<bool> TryEraseAsync(CentreId centre, HouseholdId household, Actor by, CancellationToken cancellation)
    {
        await store.DestroyKeyAsync(household, cancellation);
        try
        {
            await telemetry.EraseAsync(centre, household, cancellation);
        }
        catch (IOException later)
        {
            RetentionLog.TelemetryOutstanding(log, household.Value, later);
            return false;
        }

        await engine.RecordAsync(centre, new HouseholdErased(household, by), cancellation);
        RetentionLog.HouseholdErased(log, household.Value);
        return true;
    }
}
