using ElderAlert.Domain;
using ElderAlert.Domain.Retention;

namespace ElderAlert.Engine.Ports;

/// <summary>What the store knows about the age of private text, and how it is erased: by destroying keys, never by changing an entry.</summary>
public interface IRetentionStore
{
    /// <summary>What a decision about the age of a centre's text needs.</summary>
    /// <param name="centre">Whose.</param>
    /// <param name="closedAfter">An incident whose last entry is later than this still holds its text.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<RetentionFacts> ReadRetentionAsync(CentreId centre, DateTimeOffset closedAfter, CancellationToken cancellation);

    /// <summary>Destroys the keys of these months, all or none. What was sealed under them reads as erased from now on.</summary>
    /// <exception cref="JournalException">Nothing was destroyed.</exception>
    ValueTask EraseTextAsync(IReadOnlyCollection<TextPeriod> periods, CancellationToken cancellation);

    /// <summary>Destroys every key of a household: of what is on file, and of each month.</summary>
    /// <exception cref="JournalException">Nothing was destroyed.</exception>
    ValueTask DestroyKeyAsync(HouseholdId household, CancellationToken cancellation);
}
