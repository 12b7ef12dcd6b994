using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Cli;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Tests.Pilot;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace ElderAlert.Server.Tests.Cli;

/// <summary>The commands on a real store in a folder of their own.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("elderalert-cli").FullName;

    private string Store => Path.Combine(_folder, "store");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Import_GoodFile_PrintsNewKeysOnce()
    {
        var (exit, output, error) = await RunAsync("import", await FileAsync(PilotSample.Bytes), "--data", Store);

        Assert.Equal((0, ""), (exit, error));
        Assert.Matches("h01-pendant,[0-9a-f]{40}", output);
        Assert.Contains("3 Device", output, StringComparison.Ordinal);
        var again = await RunAsync("import", await FileAsync(PilotSample.Bytes), "--data", Store);
        Assert.DoesNotContain("h01-pendant,", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Mistake_NamesTheLine_AndExitsWithOne()
    {
        var (exit, _, error) = await RunAsync("import", await FileAsync(PilotSample.With("\"type\": \"pendant\"", "\"type\": \"toaster\"")), "--data", Store);

        Assert.Equal(CommandLine.ExitRefused, exit);
        Assert.Contains("pilot.json, line 21: households[0].devices[0]", error, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoSuchFile_SaysSo()
    {
        var (exit, _, error) = await RunAsync("import", Path.Combine(_folder, "nothing.json"), "--data", Store);

        Assert.Equal(CommandLine.ExitRefused, exit);
        Assert.Contains("There is no file", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeviceAdd_ThenRotate_GivesKeysThatFit()
    {
        await ImportAsync();

        var added = await RunAsync("device", "add", "h01-door", "--household", "h01", "--type", "doorContact", "--room", "门口", "--data", Store);
        var rotated = await RunAsync("device", "rotate", "h01-door", "--data", Store);

        var (first, second) = (KeyIn(added.Output), KeyIn(rotated.Output));
        Assert.NotEqual(first, second);
        await using var offline = await OpenAsync();
        var device = offline.Engine.Directory.Find(new DeviceId("h01-door"))!;
        Assert.Equal((DeviceType.DoorContact, "门口"), (device.Type, device.Room));
        Assert.True(DeviceKey.Verify(Encoding.UTF8.GetBytes(second), device.KeyHash));
        Assert.False(DeviceKey.Verify(Encoding.UTF8.GetBytes(first), device.KeyHash));
    }

    [Theory]
    [InlineData("on file already", "device", "add", "h01-smoke", "--household", "h01", "--type", "other")]
    [InlineData("No household", "device", "add", "x", "--household", "h99", "--type", "other")]
    [InlineData("topics", "device", "add", "a/b", "--household", "h01", "--type", "other")]
    [InlineData("belong together", "device", "add", "x", "--household", "h01", "--type", "other", "--gateway", "h01-gateway")]
    [InlineData("No device", "device", "rotate", "x")]
    [InlineData("no key of its own", "device", "rotate", "h01-smoke")]
    [InlineData("on file already", "operator", "add", "chen", "--name", "x")]
    [InlineData("No centre", "operator", "add", "x", "--name", "x", "--centre", "elsewhere")]
    [InlineData("international form", "operator", "add", "x", "--name", "x", "--phone", "110")]
    public async Task Edit_ThatCannotBe_IsRefusedWithASentence(string hint, params string[] args)
    {
        await ImportAsync();

        var (exit, _, error) = await RunAsync([.. args, "--data", Store]);

        Assert.Equal(CommandLine.ExitRefused, exit);
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    /// <summary>The framework would take a number for a role that nobody has, and two roles for one.</summary>
    [Theory]
    [InlineData("operator", "add", "x", "--name", "x", "--role", "7")]
    [InlineData("operator", "add", "x", "--name", "x", "--role", "operator,supervisor")]
    [InlineData("device", "add", "x", "--household", "h01", "--type", "99")]
    public async Task Edit_WithNoNameOfTheList_IsRefusedWithTheList(params string[] args)
    {
        await ImportAsync();

        var (exit, _, error) = await RunAsync([.. args, "--data", Store]);

        Assert.NotEqual(0, exit);
        Assert.Contains("must be one of", error, StringComparison.OrdinalIgnoreCase);
        await using var offline = await OpenAsync();
        Assert.Null(offline.Engine.Directory.Find(new OperatorId("x")));
        Assert.Null(offline.Engine.Directory.Find(new DeviceId("x")));
    }

    [Fact]
    public async Task Backup_ToWhereNoFolderCanBe_SaysSo()
    {
        await ImportAsync();
        var file = await FileAsync(PilotSample.Bytes);

        var (exit, _, error) = await RunAsync("backup", Path.Combine(file, "today"), "--data", Store);

        Assert.Equal(CommandLine.ExitRefused, exit);
        Assert.Contains("cannot be made", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OperatorAdd_MadePassword_LetsThemIn()
    {
        await ImportAsync();

        var (exit, output, _) = await RunAsync("operator", "add", "lin", "--name", "林敏", "--role", "supervisor", "--phone", "+8610000000009", "--data", Store);

        Assert.Equal(0, exit);
        await using var offline = await OpenAsync();
        var person = offline.Engine.Directory.Find(new OperatorId("lin"))!;
        Assert.Equal(OperatorRole.Supervisor, person.Role);
        Assert.True(PasswordHash.Verify(output.Trim().Split(' ')[^1], person.PasswordHash));
    }

    [Fact]
    public async Task Verify_ChangedRow_IsFound()
    {
        await ImportAsync();
        Assert.Equal(0, (await RunAsync("verify", "--data", Store)).Exit);

        await using (var db = new SqliteConnection($"Data Source={Path.Combine(Store, "journal.db")};Pooling=False"))
        {
            await db.OpenAsync();
            await using var spoil = db.CreateCommand();
            spoil.CommandText = "DROP TRIGGER journal_is_never_changed; UPDATE journal SET at = at + 1 WHERE position = 3";
            Assert.Equal(1, await spoil.ExecuteNonQueryAsync());
        }

        var (exit, _, error) = await RunAsync("verify", "--data", Store);
        Assert.Equal(CommandLine.ExitRefused, exit);
        Assert.Contains("position 3", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfAWorkedJournal_GivesTheSameAnswer()
    {
        await ImportAsync();

        var (exit, output, error) = await RunAsync("replay", "--data", Store);

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("The replay gives the same answer.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_ToANewFolder_IsAStoreThatVerifies()
    {
        await ImportAsync();
        var copy = Path.Combine(_folder, "copy");

        Assert.Equal(0, (await RunAsync("backup", copy, "--with-keys", "--data", Store)).Exit);

        Assert.Equal(0, (await RunAsync("verify", "--data", copy)).Exit);
        var again = await RunAsync("backup", copy, "--data", Store);
        Assert.Contains("not empty", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("srve")]
    [InlineData("import")]
    [InlineData("serve", "--unknown")]
    [InlineData("device", "add", "x", "--household", "h", "--type", "toaster")]
    public async Task Run_MistypedCommand_IsRefused(params string[] args)
    {
        var (exit, _, error) = await RunAsync(args);

        Assert.NotEqual(0, exit);
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task Run_WrongConfiguration_NamesTheKey()
    {
        var (exit, _, error) = await RunAsync("verify", "--ElderAlert:Mqtt:Port=banana");

        Assert.Equal(ServerHost.ExitCannotStart, exit);
        Assert.Contains("ElderAlert:Mqtt:Port", error, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(args, output, error);
        return (exit, output.ToString(), error.ToString());
    }

    private static string KeyIn(string output) =>
        output.Split('\n').Single(line => line.StartsWith("password", StringComparison.Ordinal)).Split(' ')[^1].Trim();

    private async Task<string> FileAsync(byte[] content)
    {
        var file = Path.Combine(_folder, "pilot.json");
        await File.WriteAllBytesAsync(file, content);
        return file;
    }

    private async Task ImportAsync() => Assert.Equal(0, (await RunAsync("import", await FileAsync(PilotSample.Bytes), "--data", Store)).Exit);

    private Task<OfflineEngine> OpenAsync() => OfflineEngine.OpenAsync(
        ElderAlertSettings.Read(new ConfigurationBuilder().AddCommandLine([$"--ElderAlert:Storage:Path={Store}"]).Build()), CancellationToken.None);
}
