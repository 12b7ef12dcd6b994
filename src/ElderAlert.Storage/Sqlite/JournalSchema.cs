namespace ElderAlert.Storage.Sqlite;

/// <summary>The tables of journal.db.</summary>
internal static class JournalSchema
{
    public const string FileName = "journal.db";

    /// <summary>"EAJ1" in the file's header.</summary>
    private const int ApplicationId = 0x45414A31;

    /// <summary>The times are in units of 100 ns since 1970-01-01 UTC: <c>datetime(at / 10000000, 'unixepoch')</c>.</summary>
    private const string First =
        """
        CREATE TABLE journal(
            centre     TEXT NOT NULL,
            position   INTEGER NOT NULL CHECK(position > 0),
            at         INTEGER NOT NULL,
            name       TEXT NOT NULL,
            version    INTEGER NOT NULL,
            incident   TEXT,
            sealed_for TEXT,
            body       BLOB NOT NULL,
            hash       BLOB NOT NULL,
            PRIMARY KEY(centre, position)) STRICT;
        CREATE INDEX journal_of_incident ON journal(incident, position) WHERE incident IS NOT NULL;
        CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
            BEGIN SELECT raise(ABORT, 'the journal is append-only: no entry is changed'); END;
        CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
            BEGIN SELECT raise(ABORT, 'the journal is append-only: no entry is removed'); END;

        CREATE TABLE head(
            centre   TEXT NOT NULL PRIMARY KEY,
            position INTEGER NOT NULL,
            hash     BLOB NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE incident(
            id         TEXT NOT NULL PRIMARY KEY,
            centre     TEXT NOT NULL,
            household  TEXT NOT NULL,
            lane       TEXT NOT NULL,
            state      TEXT NOT NULL,
            active     INTEGER NOT NULL,
            needs_care INTEGER NOT NULL,
            opened_at  INTEGER NOT NULL,
            position   INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX one_active_incident ON incident(household, lane) WHERE active = 1;
        CREATE INDEX incident_to_care_for ON incident(id) WHERE needs_care = 1;
        CREATE INDEX incident_by_time ON incident(centre, opened_at, id);

        CREATE TABLE signal(
            device      TEXT NOT NULL,
            id          TEXT NOT NULL,
            centre      TEXT NOT NULL,
            incident    TEXT,
            position    INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            PRIMARY KEY(device, id)) STRICT, WITHOUT ROWID;

        CREATE TABLE request(
            centre   TEXT NOT NULL,
            id       TEXT NOT NULL,
            incident TEXT,
            position INTEGER NOT NULL,
            at       INTEGER NOT NULL,
            PRIMARY KEY(centre, id)) STRICT, WITHOUT ROWID;

        CREATE TABLE directory(
            type   TEXT NOT NULL,
            id     TEXT NOT NULL,
            centre TEXT NOT NULL,
            body   BLOB NOT NULL,
            PRIMARY KEY(type, id, centre)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX one_centre_per_item ON directory(type, id) WHERE type NOT IN ('area', 'policy');
        """;

    /// <summary>
    /// Households taken off the file, until they are erased or come back. Kept by the file itself, in the transaction that removes the row;
    /// the entry that tells of it was written before, so that its time is the last of the centre.
    /// </summary>
    private const string RemovedHouseholds =
        """
        CREATE TABLE removed_household(
            household TEXT NOT NULL PRIMARY KEY,
            centre    TEXT NOT NULL,
            at        INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TRIGGER household_is_removed AFTER DELETE ON directory WHEN old.type = 'household'
            BEGIN
                INSERT OR REPLACE INTO removed_household
                    SELECT old.id, old.centre, at FROM journal WHERE centre = old.centre ORDER BY position DESC LIMIT 1;
            END;
        CREATE TRIGGER household_is_back AFTER INSERT ON directory WHEN new.type = 'household'
            BEGIN DELETE FROM removed_household WHERE household = new.id; END;
        CREATE TRIGGER household_is_erased AFTER INSERT ON journal WHEN new.name = 'householdErased'
            BEGIN DELETE FROM removed_household WHERE household = new.sealed_for; END;
        """;

    /// <summary>
    /// An incident's entries are linked, each to the one before it, and no longer in an index: that was a page more for every home in a
    /// batch, a third of what a burst of alarms wrote.
    /// </summary>
    private const string Trails =
        """
        ALTER TABLE journal ADD COLUMN previous INTEGER;
        DROP TRIGGER journal_is_never_changed;
        UPDATE journal SET previous = (
            SELECT max(p.position) FROM journal p
            WHERE p.incident = journal.incident AND p.position < journal.position AND p.centre = journal.centre)
            WHERE incident IS NOT NULL;
        CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
            BEGIN SELECT raise(ABORT, 'the journal is append-only: no entry is changed'); END;
        DROP INDEX journal_of_incident;
        """;

    private const string RecentSignal =
        "device TEXT NOT NULL, id TEXT NOT NULL, centre TEXT NOT NULL, incident TEXT, position INTEGER NOT NULL, received_at INTEGER NOT NULL";

    /// <summary>Signals as they came, before they are filed in <c>signal</c>: see <see cref="SignalInbox"/>.</summary>
    private const string RecentSignals = $"CREATE TABLE recent_signal_a({RecentSignal}) STRICT; CREATE TABLE recent_signal_b({RecentSignal}) STRICT;";

    public static readonly SqliteSchema Schema = new(ApplicationId, [First, RemovedHouseholds, Trails, RecentSignals]);
}
