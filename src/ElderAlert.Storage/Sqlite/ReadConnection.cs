using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Sqlite;

/// <summary>A connection that only reads, with its prepared statements; one thread at a time.</summary>
internal sealed class ReadConnection(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new Statement(connection, sql);
            _statements.Add(sql, statement);
        }

        return statement.Query(values);
    }

    public void Run(string sql) => Query(sql).Dispose();

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }
}
