using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// A prepared statement that gives no rows, with the parameters $1, $2 ... It goes to SQLite directly: a command of the ADO.NET provider
/// costs several times what SQLite does for one small row, and every alarm writes five.
/// </summary>
internal sealed class WriteStatement : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The SQL cannot be prepared.</exception>
    public WriteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(sqlite3_prepare_v2(connection.Handle, sql, out _statement));
    }

    /// <summary>Runs it; gives the number of rows changed. A statement that changes nothing gives that of the one before.</summary>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                Check(Bind(i + 1, values[i]));
            }

            var code = sqlite3_step(_statement);
            Check(code is SQLITE_DONE or SQLITE_ROW ? SQLITE_OK : code);
            return sqlite3_changes(_connection.Handle);
        }
        finally
        {
            // It repeats the code of the step, which was looked at above.
            _ = sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int index, object? value) => value switch
    {
        null => sqlite3_bind_null(_statement, index),
        string text => sqlite3_bind_text(_statement, index, text),
        long number => sqlite3_bind_int64(_statement, index, number),
        int number => sqlite3_bind_int64(_statement, index, number),
        bool yes => sqlite3_bind_int64(_statement, index, yes ? 1 : 0),
        double number => sqlite3_bind_double(_statement, index, number),
        byte[] bytes => sqlite3_bind_blob(_statement, index, bytes),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be written.", nameof(value)),
    };

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
