using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Hub;

/// <summary>
/// Who sits at a console. A console pings every 5 s; an operator whose last console has been silent for longer than
/// <see cref="ServerOptions.ConsoleSilentSeconds"/> counts as gone, their claims are released and their going is journalled. An operator
/// who never opened a console (a program on the HTTP interface) is not watched; the deadlines of their claims still run.
/// </summary>
internal sealed class ConsolePresence(IncidentEngine engine, ServerOptions options, TimeProvider time, ILogger<ConsolePresence> logger)
{
    private readonly ConcurrentDictionary<string, Console> _consoles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OperatorId, Seat> _seats = new();

    /// <summary>A console connected.</summary>
    /// <param name="connection">Its connection.</param>
    /// <param name="caller">Who sits there.</param>
    /// <param name="abort">Closes the connection.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask ConnectedAsync(string connection, Caller caller, Action abort, CancellationToken cancellation)
    {
        _consoles[connection] = new Console(caller.Operator.Id, caller.Session, abort);
        try
        {
            await HeardAsync(caller, cancellation);
        }
        catch
        {
            // The hub tells of no end of a connection whose beginning failed.
            _consoles.TryRemove(connection, out _);
            throw;
        }
    }

    /// <summary>A console spoke. An operator who had been silent is back, which is journalled like a sign-in.</summary>
    public async ValueTask HeardAsync(Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var isNew = true;
        _seats.AddOrUpdate(
            caller.Operator.Id,
            _ => new Seat(caller.Centre.Id, now),
            (_, seat) =>
            {
                isNew = false;
                return seat with { HeardAt = now };
            });
        try
        {
            if (isNew)
            {
                await engine.RecordAsync(caller.Centre.Id, new OperatorSignedIn(caller.Operator.Id), cancellation);
            }

            engine.Consoles.SignOn(caller.Centre.Id, caller.Operator.Id, now);
        }
        catch (EngineUnavailableException unavailable)
        {
            // Who looks at the queue while the disk fails must see it; the sign-in is journalled with a later word of theirs.
            _seats.TryRemove(caller.Operator.Id, out _);
            HubLog.PresenceNotJournalled(logger, unavailable);
        }
    }

    /// <summary>A connection ended. The operator's seat stays until it has been silent for too long: most consoles are back within a second.</summary>
    public void Disconnected(string connection) => _consoles.TryRemove(connection, out _);

    /// <summary>The operator has signed in and will open a console: its first words are no second sign-in.</summary>
    public void SignedIn(Caller caller) => _seats.TryAdd(caller.Operator.Id, new Seat(caller.Centre.Id, HeardAt: null));

    /// <summary>The operator signed out: this session's consoles are closed, and unless another one is open, their claims go back to the queue.</summary>
    public async ValueTask SignedOutAsync(Caller caller, CancellationToken cancellation)
    {
        foreach (var (connection, console) in _consoles.Where(c => c.Value.Session == caller.Session))
        {
            _consoles.TryRemove(connection, out _);
            console.Abort();
        }

        if (_consoles.Values.Any(c => c.Operator == caller.Operator.Id))
        {
            return;
        }

        _seats.TryRemove(caller.Operator.Id, out _);
        engine.Consoles.SignOff(caller.Centre.Id, caller.Operator.Id);
        await LeaveAsync(caller.Centre.Id, caller.Operator.Id, ReleaseReason.Operator, "signedOut", cancellation);
    }

    /// <summary>Operators of the centre with a live console, by name.</summary>
    public IReadOnlyList<Person> SignedOn(CentreId centre)
    {
        var since = time.GetUtcNow() - options.ConsoleSilent;
        return _seats
            .Where(s => s.Value.Centre == centre && s.Value.HeardAt >= since)
            .Select(s => Person.Of(s.Key, engine.Directory))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>
    /// After a start nobody is connected yet: whoever has a claim gets as long as a silent console to come back, and until then nobody is
    /// missed.
    /// </summary>
    public void ExpectConsoles()
    {
        engine.Consoles.CountFrom(time.GetUtcNow() + options.ConsoleSilent);
        foreach (var incident in engine.Directory.Centres.SelectMany(c => engine.OpenIncidents(c.Id)).Where(i => i.IsActive))
        {
            if (incident.Owner is { } owner)
            {
                _seats.TryAdd(owner, new Seat(incident.Centre, time.GetUtcNow()));
            }
        }
    }

    /// <summary>Lets those go whose consoles have been silent for too long. What could not be journalled is tried again at the next call.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - options.ConsoleSilent;
        foreach (var (who, seat) in _seats.Where(s => s.Value.HeardAt < since))
        {
            if (!_seats.TryRemove(KeyValuePair.Create(who, seat)))
            {
                continue;
            }

            // Before the claims are released: what is released must not wait for somebody who has gone.
            engine.Consoles.SignOff(seat.Centre, who);
            try
            {
                await LeaveAsync(seat.Centre, who, ReleaseReason.ConsoleSilent, "consoleSilent", cancellation);
            }
            catch (EngineUnavailableException unavailable)
            {
                _seats.TryAdd(who, seat);
                HubLog.PresenceNotJournalled(logger, unavailable);
            }
        }
    }

    private async ValueTask LeaveAsync(CentreId centre, OperatorId who, ReleaseReason reason, string word, CancellationToken cancellation)
    {
        var claims = engine.OpenIncidents(centre).Where(i => i.Owner == who && i.IsActive).ToList();
        if (reason == ReleaseReason.ConsoleSilent)
        {
            HubLog.ConsoleSilent(logger, who.Value, claims.Count);
        }

        // As an operator and not as the system: should somebody else have taken the incident meanwhile, the rule keeps it theirs.
        var actor = Actor.Of(who, OperatorRole.Operator);
        foreach (var incident in claims)
        {
            await engine.ExecuteAsync(centre, incident.Id, context => new Release(actor, reason, context.Roster), requestId: null, cancellation);
        }

        await engine.RecordAsync(centre, new OperatorSignedOut(who, word), cancellation);
    }

    private sealed record Console(OperatorId Operator, string Session, Action Abort);

    /// <param name="Centre">Whose operator.</param>
    /// <param name="HeardAt">When a console of theirs spoke last; null before the first one opened.</param>
    private sealed record Seat(CentreId Centre, DateTimeOffset? HeardAt);
}
