namespace ElderAlert.Domain.Incidents;

/// <summary>What the decider answers: events (none, where the command had already come true), or a rejection.</summary>
public readonly record struct Decision
{
    private readonly IReadOnlyList<IncidentEvent>? _events;

    private Decision(IReadOnlyList<IncidentEvent>? events, Incident? after, Rejection? rejection)
    {
        _events = events;
        After = after;
        Rejection = rejection;
    }

    /// <summary>What happens, in order; empty for a rejection.</summary>
    public IReadOnlyList<IncidentEvent> Events => _events ?? [];

    /// <summary>The incident after the events, its position not yet assigned; null for a rejection.</summary>
    public Incident? After { get; }

    /// <summary>Why nothing happens; null for events.</summary>
    public Rejection? Rejection { get; }

    /// <summary>These events happen.</summary>
    public static Decision Of(Draft draft) => new(draft.Events, draft.State, rejection: null);

    /// <summary>Nothing happens.</summary>
    public static Decision Refuse(RejectionCode code, string detail) => new(events: null, after: null, new Rejection(code, detail));
}

/// <summary>A decision in the making: each event is applied at once, so that the next rule sees it.</summary>
public sealed class Draft(Incident state, DateTimeOffset now)
{
    private readonly List<IncidentEvent> _events = [];

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The incident with everything that was emitted so far.</summary>
    public Incident State { get; private set; } = state;

    /// <summary>What was emitted so far.</summary>
    public IReadOnlyList<IncidentEvent> Events => _events;

    /// <summary>A draft that begins with the opening of an incident.</summary>
    public static Draft Open(IncidentId id, CentreId centre, IncidentOpened opened, DateTimeOffset now)
    {
        var draft = new Draft(IncidentHistory.Open(id, centre, opened, now, position: 0), now);
        draft._events.Add(opened);
        return draft;
    }

    /// <summary>Lets it happen.</summary>
    public Draft Emit(IncidentEvent fact)
    {
        _events.Add(fact);
        State = State.Apply(fact, now, State.Position);
        return this;
    }
}
