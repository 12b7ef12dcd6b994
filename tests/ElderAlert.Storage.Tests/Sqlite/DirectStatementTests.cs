using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

public sealed class DirectStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public DirectStatementTests()
    {
        _connection.Open();
        Execute("CREATE TABLE thing(id TEXT PRIMARY KEY, state TEXT, position INTEGER)");
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>SQLite numbers a parameter with a name, and $1 is a name, by where it stands in the text.</summary>
    [Fact]
    public void Execute_ParametersInAnotherOrder_AreTakenByTheirNumber()
    {
        Execute("INSERT INTO thing VALUES('a', 'open', 1), ('b', 'open', 2)");
        using var move = new DirectStatement(_connection, "UPDATE thing SET position = ?3 WHERE id = ?1 AND state = ?2");

        Assert.Equal(1, move.Execute("b", "open", 7));
        Assert.Equal(0, move.Execute("b", "closed", 8));

        using var find = new DirectStatement(_connection, "SELECT position FROM thing WHERE id = ?1");
        Assert.True(find.TryFind(static row => row.Number(0), out var position, "b"));
        Assert.Equal(7, position);
        Assert.False(find.TryFind(static row => row.Number(0), out _, "c"));
    }

    [Theory]
    [InlineData("UPDATE thing SET position = $2 WHERE id = $1")]
    [InlineData("UPDATE thing SET position = @position WHERE id = ?1")]
    [InlineData("UPDATE thing SET position = ? WHERE id = ?")]
    [InlineData("UPDATE thing SET position = ?3 WHERE id = ?1")]
    public void Constructor_ParameterThatIsNotCalledByItsNumber_Refuses(string sql)
    {
        var refused = Assert.Throws<ArgumentException>(() => new DirectStatement(_connection, sql));

        Assert.Contains(sql, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Short texts are not copied before the statement runs, long ones and what has no room beside others are.</summary>
    [Fact]
    public void Execute_TextsOfAnyLength_AreStoredAsTheyAre()
    {
        Execute("CREATE TABLE text(a TEXT, b TEXT, c TEXT, d TEXT)");
        using var insert = new DirectStatement(_connection, "INSERT INTO text VALUES(?1, ?2, ?3, ?4)");
        using var find = new DirectStatement(_connection, "SELECT a, b, c, d FROM text WHERE rowid = ?1");
        string?[][] rows =
        [
            ["", null, "跌倒 🚨", "x"],
            [Text(512), "", "after what fills all room", ""],
            [Text(511), "é", Text(3), "one byte is left for two"],
            [Text(200), Text(200), Text(200), Text(200)],
            [Text(100_000), "short", Text(513), null],
        ];

        for (var row = 0; row < rows.Length; row++)
        {
            Assert.Equal(1, insert.Execute(rows[row][0], rows[row][1], rows[row][2], rows[row][3]));
            Assert.True(find.TryFind(static r => new[] { r.Text(0), r.Text(1), r.Text(2), r.Text(3) }, out var stored, row + 1));
            Assert.Equal(rows[row], stored);
        }

        static string Text(int length) => new([.. Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))]);
    }

    [Fact]
    public void TryFind_AnyValue_IsThatOfItsType()
    {
        using var type = new DirectStatement(_connection, "SELECT typeof(?1), quote(?1)");

        Assert.Equal(("null", "NULL"), Of((string?)null));
        Assert.Equal(("text", "''"), Of(""));
        Assert.Equal(("blob", "X''"), Of(Array.Empty<byte>()));
        Assert.Equal(("blob", "X'00FF'"), Of(new byte[] { 0, 255 }));
        Assert.Equal(("integer", "-9223372036854775808"), Of(long.MinValue));
        Assert.Equal(("integer", "1"), Of(true));
        Assert.Equal(("real", "0.5"), Of(0.5));

        (string?, string?) Of(SqlValue value)
        {
            Assert.True(type.TryFind(static row => (row.Text(0), row.Text(1)), out var found, value));
            return found;
        }
    }

    /// <summary>What is read of a row may be a parameter itself, which lies on the stack of the call.</summary>
    [Fact]
    public void TryFind_ARowThatIsItsParameters_IsReadWhileTheyAreThere()
    {
        using var echo = new DirectStatement(_connection, "SELECT ?2, ?1");

        Assert.True(echo.TryFind(static row => row.Text(0) + row.Text(1), out var found, "one", "two"));
        Assert.Equal("twoone", found);
    }

    /// <summary>What the run before left in a parameter is gone.</summary>
    [Fact]
    public void Execute_FewerOrMoreValuesThanParameters_Refuses()
    {
        using var insert = new DirectStatement(_connection, "INSERT INTO thing VALUES(?1, ?2, 0)");
        insert.Execute("a", "open");

        Assert.Contains("has 2 parameters and was given 1", Assert.Throws<ArgumentException>(() => insert.Execute("b")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => insert.Execute("b", "open", 1));
        Assert.Equal(1, insert.Execute("b", "open"));
    }

    [Fact]
    public void Execute_RefusedBySqlite_ThrowsAndCanRunAgain()
    {
        using var insert = new DirectStatement(_connection, "INSERT INTO thing VALUES(?1, ?2, ?3)");
        insert.Execute("a", "open", 1);

        var refused = Assert.Throws<SqliteException>(() => insert.Execute("a", "open", 2));

        Assert.Contains("thing.id", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, insert.Execute("b", "open", 2));
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
