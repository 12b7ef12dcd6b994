using ElderAlert.Domain;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Outbox;

/// <summary>A connection to <c>outbox.db</c> that compiles each statement once. For one thread at a time.</summary>
internal sealed class OutboxSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <param name="file">The connection string.</param>
    public OutboxSession(string file)
    {
        _connection = new SqliteConnection(file);
        try
        {
            _connection.Open();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs SQL that gives nothing back.</summary>
    public void Run(string sql, params ReadOnlySpan<(string Name, object Value)> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The items that a statement gives: id, phone, number, kind, state, text, time and notification of each.</summary>
    public List<OutboxItem> Items(string sql, params ReadOnlySpan<(string Name, object Value)> values) => Rows(
        sql,
        rows => new OutboxItem(
            rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2), (OutboxKind)rows.GetInt32(3), (OutboxState)rows.GetInt32(4), rows.GetString(5),
            DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(6)), rows.IsDBNull(7) ? null : new NotificationId(rows.GetString(7))),
        values);

    /// <summary>The rows that a statement gives.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var rows = Command(sql, values).ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
        {
            found.Add(read(rows));
        }

        return found;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = _connection.CreateCommand();
            command.CommandText = sql;
        }

        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
