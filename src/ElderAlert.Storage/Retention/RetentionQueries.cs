using ElderAlert.Domain;
using ElderAlert.Domain.Retention;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Storage.Retention;

/// <summary>What holds text, and who was taken off the file.</summary>
internal static class RetentionQueries
{
    /// <summary>By household, the opening of the oldest incident that is not closed or whose last entry is later than <paramref name="closedAfter"/>.</summary>
    public static IReadOnlyDictionary<HouseholdId, DateTimeOffset> HeldFrom(ReadConnection db, CentreId centre, DateTimeOffset closedAfter)
    {
        var held = new Dictionary<HouseholdId, DateTimeOffset>();
        using var row = db.Query(
            """
            SELECT i.household, min(i.opened_at)
            FROM incident i LEFT JOIN journal j ON j.centre = i.centre AND j.position = i.position
            WHERE i.centre = $1 AND (i.state <> 'Closed' OR i.needs_care = 1 OR j.at IS NULL OR j.at > $2)
            GROUP BY i.household
            """,
            centre.Value,
            StoredTime.Of(closedAfter));
        while (row.Read())
        {
            held.Add(new HouseholdId(row.GetString(0)), StoredTime.Read(row.GetInt64(1)));
        }

        return held;
    }

    /// <summary>Not erased yet, and without an incident that is being worked.</summary>
    public static IReadOnlyList<RemovedHousehold> Removed(ReadConnection db, CentreId centre)
    {
        var removed = new List<RemovedHousehold>();
        using var row = db.Query(
            """
            SELECT household, at FROM removed_household r
            WHERE centre = $1 AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.household = r.household AND i.needs_care = 1)
            ORDER BY at, household
            """,
            centre.Value);
        while (row.Read())
        {
            removed.Add(new RemovedHousehold(new HouseholdId(row.GetString(0)), StoredTime.Read(row.GetInt64(1))));
        }

        return removed;
    }
}
