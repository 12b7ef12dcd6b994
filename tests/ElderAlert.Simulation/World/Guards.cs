using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>The responders on their way: whoever was sent sets out, arrives and leaves again, and says so on the page of their link, or forgets to.</summary>
internal sealed class Guards(Timeline world, Func<Life?> server, Ledger ledger, Random random)
{
    public Trouble Trouble { get; set; } = Trouble.None;

    public void Work() => new Shift(world, ledger, () => random.Seconds(60, 600), MoveAsync).Begin();

    private async Task MoveAsync()
    {
        if (server() is not { } life)
        {
            return;
        }

        foreach (var incident in life.Engine.OpenIncidents(TownFile.Centre).Where(i => i.IsActive))
        {
            foreach (var assignment in incident.Assignments.Where(_ => !random.Happens(Math.Max(0.3, Trouble.People))))
            {
                await MoveAsync(life, incident, assignment);
            }
        }
    }

    private async Task MoveAsync(Life life, Incident incident, Assignment assignment)
    {
        var me = new Actor(ActorKind.Responder, assignment.Responder.Value);
        IncidentCommand? next = assignment.State switch
        {
            AssignmentState.Dispatched => new StartEnRoute(me, assignment.Responder, 10),
            AssignmentState.EnRoute => new ArriveOnScene(me, assignment.Responder),
            AssignmentState.OnScene => new ClearResponder(me, assignment.Responder),
            _ => null,
        };
        if (next is null || life.IsDead)
        {
            return;
        }

        try
        {
            await life.Engine.ExecuteAsync(TownFile.Centre, incident.Id, _ => next, requestId: null, CancellationToken.None);
        }
        catch (EngineUnavailableException)
        {
            // The page says that it did not work; they press again some time.
        }
    }
}
