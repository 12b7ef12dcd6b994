using ElderAlert.Domain.Incidents;

namespace ElderAlert.Domain.Journal;

/// <summary>A fact in the journal, past tense. Facts carry ids; what is private is <see cref="PrivateText"/> and is sealed on disk.</summary>
public abstract record JournalEvent;

/// <summary>A fact in the journal, with its place in it.</summary>
/// <param name="Centre">Whose journal.</param>
/// <param name="Position">1, 2, 3 ... without a gap within the centre.</param>
/// <param name="At">When it was decided; receive time for signals.</param>
/// <param name="Event">What happened.</param>
/// <param name="Incident">The incident that it belongs to, if any.</param>
/// <param name="SealedFor">The household under whose key private text is sealed; null means the centre's key.</param>
public sealed record JournalEntry(
    CentreId Centre,
    long Position,
    DateTimeOffset At,
    JournalEvent Event,
    IncidentId? Incident,
    HouseholdId? SealedFor);
