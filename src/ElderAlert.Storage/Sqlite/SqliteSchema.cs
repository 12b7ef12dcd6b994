using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Sqlite;

/// <summary>Brings a file's tables up to date: <c>user_version</c> counts the migrations that it has seen.</summary>
/// <param name="ApplicationId">Marks the file as ours, so that no other program's file is written to.</param>
/// <param name="Migrations">Forward only; each leads from the version of its index to the next.</param>
internal sealed record SqliteSchema(int ApplicationId, IReadOnlyList<string> Migrations)
{
    /// <exception cref="JournalException">The file is another program's, of a newer ElderAlert, or out of date and only to be read.</exception>
    public void Apply(SqliteConnection connection, JournalAccess access, string path)
    {
        var version = SqliteFile.Number(connection, "PRAGMA user_version");
        if (SqliteFile.Number(connection, "SELECT count(*) FROM sqlite_schema") > 0
            && SqliteFile.Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new JournalException($"{path} is a database of another program. Point ElderAlert:Storage:Path at a folder of its own.");
        }

        if (version > Migrations.Count)
        {
            throw new JournalException($"{path} was written by a newer ElderAlert (schema {version}, this one knows {Migrations.Count}). Run that version.");
        }

        if (version == Migrations.Count)
        {
            return;
        }

        if (access is JournalAccess.Read)
        {
            throw new JournalException($"{path} is of an older version (schema {version}). Start the server once; it brings the file up to date.");
        }

        for (var next = (int)version; next < Migrations.Count; next++)
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"{Migrations[next]} PRAGMA application_id={ApplicationId}; PRAGMA user_version={next + 1};";
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }
}
