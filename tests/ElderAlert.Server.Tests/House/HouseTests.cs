using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Server.Tests.House;

/// <summary>The rules of the house (DESIGN: allowed references, small files, one term per thing), held by the build.</summary>
public sealed partial class HouseTests
{
    private const int MostLines = 400;
    private const int MostTestLines = 500;
    private const int ManyLines = 250;

    /// <summary>Who may know whom. What is not in a row is forbidden.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["ElderAlert.Domain"] = [],
        ["ElderAlert.Mqtt"] = [],
        ["ElderAlert.Influx"] = [],
        ["ElderAlert.Devices"] = ["ElderAlert.Domain"],
        ["ElderAlert.Engine"] = ["ElderAlert.Domain"],
        ["ElderAlert.Storage"] = ["ElderAlert.Engine", "ElderAlert.Domain"],
        ["ElderAlert.Telephony"] = ["ElderAlert.Engine", "ElderAlert.Domain"],
        ["ElderAlert.FirmwareSim"] = ["ElderAlert.Mqtt"],
        ["ElderAlert.Server"] =
        [
            "ElderAlert.Domain", "ElderAlert.Mqtt", "ElderAlert.Influx", "ElderAlert.Devices", "ElderAlert.Engine", "ElderAlert.Storage",
            "ElderAlert.Telephony", "ElderAlert.FirmwareSim",
        ],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void References_OfARoom_AreOnlyThoseAllowed(string room)
    {
        var known = Assembly.Load(room).GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name.StartsWith("ElderAlert.", StringComparison.Ordinal));

        Assert.Empty(known.Except(Allowed[room], StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void ProjectReferences_OfARoom_AreOnlyThoseAllowed(string room)
    {
        var project = Directory.EnumerateFiles(Repository.Root, $"{room}.csproj", SearchOption.AllDirectories).Single();

        var named = ProjectReference().Matches(File.ReadAllText(project)).Select(m => Path.GetFileNameWithoutExtension(m.Groups["path"].Value));

        Assert.Empty(named.Except(Allowed[room], StringComparer.Ordinal));
    }

    [Fact]
    public void Rooms_OnDisk_AreThoseOfTheTable() => Assert.Equal(
        Allowed.Keys.Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.File("src"), "*.csproj", SearchOption.AllDirectories)
            .Append(Repository.File("firmware-sim/ElderAlert.FirmwareSim.csproj"))
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Files_OfSources_StayShort()
    {
        var lengths = Sources("src").Concat(Sources("firmware-sim")).Select(file => (File: file, Lines: File.ReadLines(file).Count())).ToList();
        foreach (var (file, lines) in lengths.Where(l => l.Lines > ManyLines).OrderByDescending(l => l.Lines))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{lines,4} {Path.GetRelativePath(Repository.Root, file)}");
        }

        Assert.DoesNotContain(lengths, l => l.Lines > MostLines);
        Assert.DoesNotContain(Sources("tests"), file => File.ReadLines(file).Count() > MostTestLines);
    }

    [Fact]
    public void Types_OfTheHouse_HaveNoNamesThatSayNothing()
    {
        var vague = Allowed.Keys
            .SelectMany(room => Assembly.Load(room).GetTypes())
            .Where(type => type.Namespace?.StartsWith("ElderAlert", StringComparison.Ordinal) is true && VagueName().IsMatch(type.Name));

        Assert.Empty(vague);
    }

    [Fact]
    public void Types_OfARoom_LiveInTheNamespaceOfTheirFolder()
    {
        var misplaced = Allowed.Keys
            .Where(room => room != "ElderAlert.FirmwareSim")
            .SelectMany(room => Sources($"src/{room}").Select(file => (Room: room, File: file)))
            .Where(source => Namespace().Match(File.ReadAllText(source.File)) is { Success: true } match
                && match.Groups["name"].Value != NamespaceOf(source.Room, source.File))
            .Select(source => Path.GetRelativePath(Repository.Root, source.File));

        Assert.Empty(misplaced);
    }

    [Fact]
    public void LogMessages_OfTheHouse_HaveAnIdEachOfTheirOwn()
    {
        var messages = Allowed.Keys
            .SelectMany(room => Assembly.Load(room).GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (Method: $"{method.DeclaringType}.{method.Name}", Message: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(m => m.Message is not null)
            .ToList();

        Assert.NotEmpty(messages);
        Assert.Empty(messages.GroupBy(m => m.Message!.EventId).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(m => m.Method))}"));
    }

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string NamespaceOf(string room, string file)
    {
        var folder = Path.GetRelativePath(Repository.File($"src/{room}"), Path.GetDirectoryName(file)!);
        return folder == "." ? room : $"{room}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
    }

    [GeneratedRegex("<ProjectReference Include=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectReference();

    [GeneratedRegex("(Manager|Helper|Helpers|Utils|Util|Common)(`[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();
}
