using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// A prepared statement with the parameters ?1, ?2 ... It goes to SQLite directly: a command of the ADO.NET provider costs several times what
/// SQLite does for one small row, and every alarm looks for one and writes four.
/// </summary>
internal sealed class DirectStatement : IDisposable
{
    /// <summary>Bytes of all the texts of one run that are kept on the stack: ids and names.</summary>
    private const int ShortTexts = 512;

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;
    private readonly int _parameters;

    /// <exception cref="SqliteException">The SQL cannot be prepared.</exception>
    /// <exception cref="ArgumentException">A parameter is not called by its number. SQLite numbers names, and $1 is one, in the order of the text.</exception>
    public DirectStatement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(sqlite3_prepare_v2(connection.Handle, sql, out _statement));
        _handle = _statement.DangerousGetHandle();
        _parameters = sqlite3_bind_parameter_count(_statement);
        for (var number = 1; number <= _parameters; number++)
        {
            if (sqlite3_bind_parameter_name(_statement, number).utf8_to_string() is var name && name != $"?{number}")
            {
                _statement.Dispose();
                throw new ArgumentException($"Parameter {number} of '{sql}' is called '{name}', and must be called '?{number}'.", nameof(sql));
            }
        }
    }

    /// <summary>Runs it; gives the number of rows changed. A statement that changes nothing gives that of the one before.</summary>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public int Execute(params ReadOnlySpan<SqlValue> values)
    {
        Run<object>(read: null, out _, values);
        return sqlite3_changes(_connection.Handle);
    }

    /// <summary>Looks for its first row. False where it gives none.</summary>
    /// <param name="read">Takes what is wanted out of the row.</param>
    /// <param name="found">What was taken.</param>
    /// <param name="values">The parameters.</param>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public bool TryFind<T>(Func<DirectStatement, T> read, out T? found, params ReadOnlySpan<SqlValue> values) => Run(read, out found, values);

    /// <summary>Goes on to the next row; for what takes the rows, while it does. False: there was no other.</summary>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public bool Next() => Step() == SQLITE_ROW;

    /// <summary>A column of the row that was found, from 0; null where it is empty.</summary>
    public string? Text(int column) =>
        sqlite3_column_type(_statement, column) == SQLITE_NULL ? null : Encoding.UTF8.GetString(Bytes(column));

    /// <summary>A column of the row that was found, from 0, as it is stored; of a text its UTF-8. Until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => sqlite3_column_blob(_statement, column);

    /// <summary>A column of the row that was found, from 0.</summary>
    public long Number(int column) => sqlite3_column_int64(_statement, column);

    public void Dispose() => _statement.Dispose();

    /// <summary>Short texts lie on this call's stack, so all of a run is in here, and each run gives every parameter anew.</summary>
    [SkipLocalsInit]
    private bool Run<T>(Func<DirectStatement, T>? read, out T? found, ReadOnlySpan<SqlValue> values)
    {
        if (values.Length != _parameters)
        {
            throw new ArgumentException($"The statement has {_parameters} parameters and was given {values.Length}.", nameof(values));
        }

        Span<byte> texts = stackalloc byte[ShortTexts];
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                Check(Bind(i + 1, values[i], ref texts));
            }

            var code = Step();
            found = code == SQLITE_ROW && read is not null ? read(this) : default;
            return code == SQLITE_ROW;
        }
        finally
        {
            // What it returns repeats the code of the step, which has been looked at.
            _ = sqlite3_reset(_statement);
        }
    }

    private int Step()
    {
        var code = sqlite3_step(_statement);
        Check(code is SQLITE_DONE or SQLITE_ROW ? SQLITE_OK : code);
        return code;
    }

    private int Bind(int number, in SqlValue value, ref Span<byte> texts) => value.Content switch
    {
        null => SqliteBinding.Null(_handle, number),
        string text => Bind(number, text, ref texts),
        byte[] bytes => SqliteBinding.Blob(_handle, number, bytes),
        var kind => ReferenceEquals(kind, SqlValue.Whole)
            ? SqliteBinding.Whole(_handle, number, value.Number)
            : SqliteBinding.Fraction(_handle, number, value.Real),
    };

    private int Bind(int number, string text, ref Span<byte> texts)
    {
        if (!Encoding.UTF8.TryGetBytes(text, texts, out var length))
        {
            return sqlite3_bind_text(_statement, number, text);
        }

        var encoded = texts[..length];
        texts = texts[length..];
        return SqliteBinding.Text(_handle, number, encoded);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
