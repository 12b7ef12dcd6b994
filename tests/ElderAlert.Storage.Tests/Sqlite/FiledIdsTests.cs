using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>What is filed may always be there; what is not is mostly known for new, within bounds of memory and of time.</summary>
public sealed class FiledIdsTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public FiledIdsTests()
    {
        _connection.Open();
        Run("CREATE TABLE signal(device TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(device, id)) STRICT, WITHOUT ROWID");
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Filed before the first question or after it: found; the others are new.</summary>
    [Theory]
    [InlineData("s-1")]
    [InlineData("")]
    [InlineData("跌倒-一")]
    [InlineData("ends\0here")]
    [InlineData("half \ud83d")]
    public void MayHave_FiledId_IsTrueAndOthersAreNew(string id)
    {
        File("pendant-1", id);
        using var filed = new FiledIds(_connection);
        Assert.True(filed.MayHave(Key("pendant-1", id)));
        Assert.False(filed.MayHave(Key("pendant-1", id + "2")));
        Assert.False(filed.MayHave(Key("pendant-2", id)));

        filed.Add(Key("pendant-2", id));
        Assert.True(filed.MayHave(Key("pendant-2", id)));
    }

    /// <summary>Longer than any dialect allows.</summary>
    [Fact]
    public void MayHave_VeryLongId_IsTrue()
    {
        var id = new string('长', 4_000);
        File("pendant-1", id);
        using var filed = new FiledIds(_connection);
        Assert.True(filed.MayHave(Key("pendant-1", id)));
        Assert.False(filed.MayHave(Key("pendant-1", id + "x")));
    }

    /// <summary>Of a device that has said more than is read, nothing is called new.</summary>
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void MayHave_DeviceWithVeryManyAtTheStart_IsTrueForAll(int count, bool expected)
    {
        for (var i = 0; i < count; i++)
        {
            File("pendant-1", $"s-{i}");
        }

        using var filed = new FiledIds(_connection, mostOfADevice: 4);
        Assert.Equal(expected, filed.MayHave(Key("pendant-1", "new")));
        Assert.False(filed.MayHave(Key("pendant-2", "new")));
    }

    /// <summary>The same where they are filed one after another.</summary>
    [Fact]
    public void Add_MoreThanIsKept_NothingOfTheDeviceIsCalledNew()
    {
        using var filed = new FiledIds(_connection, mostOfADevice: 4);
        for (var i = 0; i < 5; i++)
        {
            Assert.False(filed.MayHave(Key("pendant-1", $"s-{i}")));
            Take(filed, "pendant-1", $"s-{i}");
        }

        Assert.True(filed.MayHave(Key("pendant-1", "new")));
        Assert.False(filed.MayHave(Key("pendant-2", "new")));
    }

    /// <summary>When all devices together have too many, they are read again when they are next asked for.</summary>
    [Fact]
    public void Add_MoreThanAllMayHave_BeginsAnewWithoutALoss()
    {
        using var filed = new FiledIds(_connection, mostOfADevice: 100, most: 10);
        for (var i = 0; i < 50; i++)
        {
            var device = $"pendant-{i % 7}";
            Assert.False(filed.MayHave(Key(device, $"s-{i}")));
            Take(filed, device, $"s-{i}");
            for (var before = 0; before <= i; before++)
            {
                Assert.True(filed.MayHave(Key($"pendant-{before % 7}", $"s-{before}")));
            }
        }
    }

    private static SignalKey Key(string device, string id) => new(new DeviceId(device), id);

    private void Take(FiledIds filed, string device, string id)
    {
        File(device, id);
        filed.Add(Key(device, id));
    }

    private void File(string device, string id)
    {
        using var insert = new DirectStatement(_connection, "INSERT INTO signal VALUES(?1, ?2)");
        insert.Execute(device, id);
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
