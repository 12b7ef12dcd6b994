using System.Text.RegularExpressions;

namespace ElderAlert.Scenarios;

/// <summary>The table of rules in the README names only tests that exist, and every rule names one.</summary>
public sealed partial class RuleTableTests
{
    [Fact]
    public async Task Table_EveryRuleNamesATest_AndEveryTestThatIsNamedExists()
    {
        var tests = Path.Combine(Root(), "tests");
        var rows = (await File.ReadAllLinesAsync(Path.Combine(tests, "ElderAlert.Scenarios", "README.md")))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| **", StringComparison.Ordinal))
            .Skip(1)
            .ToList();
        Assert.True(rows.Count > 30, $"the table has only {rows.Count} rows");
        Assert.All(rows, row => Assert.Matches(Named(), row));

        foreach (var named in rows.SelectMany(row => Named().Matches(row)).DistinctBy(m => m.Value))
        {
            var files = Directory.GetFiles(tests, named.Groups["class"].Value + ".cs", SearchOption.AllDirectories);
            Assert.True(
                files.Any(file => File.ReadAllText(file).Contains($" async Task {named.Groups["test"].Value}(", StringComparison.Ordinal)),
                $"there is no {named.Value}");
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ElderAlert.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not lie in the repository");
        }

        return folder.FullName;
    }

    [GeneratedRegex("`(?<class>[A-Za-z]+Tests)\\.(?<test>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Named();
}
