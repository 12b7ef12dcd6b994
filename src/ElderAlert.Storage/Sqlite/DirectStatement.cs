using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// A prepared statement with the parameters $1, $2 ... It goes to SQLite directly: a command of the ADO.NET provider costs several times what
/// SQLite does for one small row, and every alarm looks for two and writes four.
/// </summary>
internal sealed class DirectStatement : IDisposable
{
    private const int ShortText = 256;

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The SQL cannot be prepared.</exception>
    public DirectStatement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(sqlite3_prepare_v2(connection.Handle, sql, out _statement));
    }

    /// <summary>Runs it; gives the number of rows changed. A statement that changes nothing gives that of the one before.</summary>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public int Execute(params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            Step(values);
            return sqlite3_changes(_connection.Handle);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Looks for its first row. False where it gives none.</summary>
    /// <param name="read">Takes what is wanted out of the row.</param>
    /// <param name="found">What was taken.</param>
    /// <param name="values">The parameters.</param>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public bool TryFind<T>(Func<DirectStatement, T> read, out T? found, params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            var isThere = Step(values);
            found = isThere ? read(this) : default;
            return isThere;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>A column of the row that was found, from 0; null where it is empty.</summary>
    public string? Text(int column) =>
        sqlite3_column_type(_statement, column) == SQLITE_NULL ? null : sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A column of the row that was found, from 0.</summary>
    public long Number(int column) => sqlite3_column_int64(_statement, column);

    public void Dispose() => _statement.Dispose();

    private bool Step(ReadOnlySpan<SqlValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(i + 1, values[i]));
        }

        var code = sqlite3_step(_statement);
        Check(code is SQLITE_DONE or SQLITE_ROW ? SQLITE_OK : code);
        return code == SQLITE_ROW;
    }

    /// <summary>What it returns repeats the code of the step, which has been looked at.</summary>
    private void Reset() => _ = sqlite3_reset(_statement);

    private int Bind(int index, in SqlValue value) => value.Content switch
    {
        null => sqlite3_bind_null(_statement, index),
        string text => Bind(index, text),
        byte[] bytes => sqlite3_bind_blob(_statement, index, bytes),
        var kind => ReferenceEquals(kind, SqlValue.Whole)
            ? sqlite3_bind_int64(_statement, index, value.Number)
            : sqlite3_bind_double(_statement, index, value.Real),
    };

    /// <summary>SQLite copies the text. Ids and names are encoded on the stack; no text at all would be taken for NULL there.</summary>
    private int Bind(int index, string text)
    {
        Span<byte> encoded = stackalloc byte[ShortText];
        return text.Length > 0 && Encoding.UTF8.TryGetBytes(text, encoded, out var length)
            ? sqlite3_bind_text(_statement, index, encoded[..length])
            : sqlite3_bind_text(_statement, index, text);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
