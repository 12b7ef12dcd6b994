using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Pilot.Reading;

namespace ElderAlert.Server.Pilot;

/// <summary>Puts a pilot on file: all of it in one transaction, or nothing and every reason.</summary>
internal sealed class PilotImporter(IncidentEngine engine)
{
    /// <summary>
    /// Reads a pilot file (docs/pilot-file.md) and applies it. What is on file already is replaced by what the file says of the same id;
    /// a device or operator that the file gives no key or password keeps the one it has.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="by">Who imports.</param>
    /// <param name="onlyFor">The centre that the caller may change; null: any, also a new one.</param>
    /// <param name="requestId">The caller's id of this import; the same id is carried out once.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async ValueTask<PilotResult> ImportAsync(
        ReadOnlyMemory<byte> file, Actor by, CentreId? onlyFor, string? requestId, CancellationToken cancellation)
    {
        var read = PilotFileReader.Read(file, engine.Directory);
        if (read.Problems.Count > 0)
        {
            return new PilotResult.Refused(read.Problems);
        }

        var plan = read.Plan!;
        if (onlyFor is { } own && plan.Centre != own)
        {
            return new PilotResult.Refused([new PilotProblem(read.CentreLine, $"the file is for centre {plan.Centre}, and you work for {own}")]);
        }

        var result = await ApplyAsync(plan, by, requestId, cancellation);
        return result is PilotResult.Refused refused ? new PilotResult.Refused([.. refused.Problems.Select(read.Locate)]) : result;
    }

    /// <summary>Applies a plan.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async ValueTask<PilotResult> ApplyAsync(PilotPlan plan, Actor by, string? requestId, CancellationToken cancellation)
    {
        var result = await engine.EditAsync(new DirectoryEdit(plan.Centre, by, plan.Items, [], requestId), cancellation);
        return result switch
        {
            EditResult.Done done => new PilotResult.Done(
                plan.Centre,
                done.Position,
                plan.Items.GroupBy(i => i.GetType().Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
                plan.NewKeys),
            EditResult.Refused refused => new PilotResult.Refused([.. refused.Problems.Select(p => new PilotProblem(0, p.Sentence, p.Code))]),
            _ => throw new InvalidOperationException($"an edit cannot end as {result.GetType().Name}"),
        };
    }
}
