using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ElderAlert.Storage.Sqlite;

/// <summary>Says in a sentence what SQLite or the file system says in a number, and what to do about it.</summary>
internal static class SqliteFailure
{
    /// <summary>The table's columns, as SQLite names them in the message, and the rule that they stand for.</summary>
    private static readonly (string Columns, string Rule)[] Rules =
    [
        ("incident.household, incident.lane", "a household has at most one active incident in a lane"),
        ("request.centre, request.id", "a centre's request is carried out once"),
        ("journal.centre, journal.position", "a position of a centre's journal is used once"),
        ("directory.type, directory.id", "an item of the directory belongs to one centre"),
    ];

    /// <summary>Runs an action on a file; every failure of the store comes out as a <see cref="JournalException"/> that names it.</summary>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw Translate(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"{path} cannot be used: {e.Message} Check ElderAlert:Storage:Path and the rights of its folder.", e);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(string path, Action action) => Guard(path, () =>
    {
        action();
        return true;
    });

    public static JournalException Translate(string path, SqliteException e) => new(Sentence(path, e), e);

    private static string Sentence(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        SQLITE_CONSTRAINT => $"{path} refused it: {RuleOf(e)}.",
        SQLITE_FULL => $"{path} cannot grow: the disk is full. Free some space; nothing of this batch was stored.",
        SQLITE_READONLY => $"{path} cannot be written: the file or its folder is read-only. Check the rights of ElderAlert:Storage:Path.",
        SQLITE_BUSY or SQLITE_LOCKED => $"{path} is locked by another program. Close it; only one server may use ElderAlert:Storage:Path.",
        SQLITE_CANTOPEN => $"{path} cannot be opened: {e.Message} Check ElderAlert:Storage:Path and the rights of its folder.",
        SQLITE_CORRUPT or SQLITE_NOTADB => $"{path} is damaged: {e.Message} Put it aside and restore the last backup.",
        SQLITE_IOERR => $"{path}: the disk refused to read or write (SQLite {e.SqliteExtendedErrorCode}). Check the disk, its quota and its free space.",
        _ => $"{path}: {e.Message}",
    };

    private static string RuleOf(SqliteException e)
    {
        foreach (var (columns, rule) in Rules)
        {
            if (e.Message.Contains(columns, StringComparison.Ordinal))
            {
                return rule;
            }
        }

        return e.Message;
    }
}
