using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Api.Reports;

/// <summary>The entries of a span of time. Positions grow with time, so that its beginning is found by halving.</summary>
internal static class JournalSpan
{
    /// <summary>A centre's entries of at or after <paramref name="from"/> and before <paramref name="to"/>, in order.</summary>
    /// <param name="journal">Where they are.</param>
    /// <param name="centre">Whose.</param>
    /// <param name="head">The centre's last position.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The moment after the last.</param>
    public static async IAsyncEnumerable<JournalEntry> ReadAsync(IJournal journal, CentreId centre, long head, DateTimeOffset from, DateTimeOffset to)
    {
        long before = 0;
        for (var after = head; before < after;)
        {
            var middle = before + ((after - before) / 2);
            if (await TimeAfterAsync(journal, centre, middle) < from)
            {
                before = middle + 1;
            }
            else
            {
                after = middle;
            }
        }

        await foreach (var entry in journal.ReadAsync(centre, before, CancellationToken.None))
        {
            if (entry.At >= to)
            {
                yield break;
            }

            if (entry.At >= from)
            {
                yield return entry;
            }
        }
    }

    private static async ValueTask<DateTimeOffset> TimeAfterAsync(IJournal journal, CentreId centre, long position)
    {
        await foreach (var entry in journal.ReadAsync(centre, position, CancellationToken.None))
        {
            return entry.At;
        }

        return DateTimeOffset.MaxValue;
    }
}
