using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Statements;

/// <summary>The table of normative statements in the README: complete, and naming only what exists.</summary>
public sealed partial class StatementTableTests
{
    /// <summary>How many numbered statements each section of MQTT 5.0 (OASIS) has. 2.2.1 begins with number two.</summary>
    private static readonly Dictionary<string, int> s_sections = new(StringComparer.Ordinal)
    {
        ["1.5.4"] = 3, ["1.5.5"] = 1, ["1.5.7"] = 1, ["2.1.3"] = 1, ["2.2.1"] = 6, ["2.2.2"] = 1,
        ["3.1.0"] = 2, ["3.1.2"] = 30, ["3.1.3"] = 12, ["3.1.4"] = 6, ["3.2.0"] = 2, ["3.2.2"] = 22,
        ["3.3.1"] = 13, ["3.3.2"] = 20, ["3.3.4"] = 10, ["3.4.2"] = 3, ["3.5.2"] = 3, ["3.6.1"] = 1, ["3.6.2"] = 3, ["3.7.2"] = 3,
        ["3.8.1"] = 1, ["3.8.3"] = 5, ["3.8.4"] = 8, ["3.9.2"] = 2, ["3.9.3"] = 2, ["3.10.1"] = 1, ["3.10.3"] = 2, ["3.10.4"] = 6,
        ["3.11.2"] = 2, ["3.11.3"] = 2, ["3.12.4"] = 1, ["3.14.0"] = 1, ["3.14.1"] = 1, ["3.14.2"] = 4, ["3.14.4"] = 3,
        ["3.15.1"] = 1, ["3.15.2"] = 3, ["4.1.0"] = 2, ["4.2.0"] = 1, ["4.3.1"] = 1, ["4.3.2"] = 5, ["4.3.3"] = 13, ["4.4.0"] = 2,
        ["4.5.0"] = 2, ["4.6.0"] = 6, ["4.7.0"] = 1, ["4.7.1"] = 2, ["4.7.2"] = 1, ["4.7.3"] = 4, ["4.8.2"] = 6, ["4.9.0"] = 3,
        ["4.12.0"] = 7, ["4.12.1"] = 2, ["4.13.1"] = 1, ["4.13.2"] = 1, ["6.0.0"] = 4,
    };

    private static readonly (string Statements, string Holders)[] s_rows = [.. File
        .ReadLines(Path.Combine(Repository.Root, "tests", "ElderAlert.Mqtt.Tests", "README.md"))
        .Select(line => Row().Match(line))
        .Where(match => match.Success)
        .Select(match => (match.Groups["statements"].Value, match.Groups["holders"].Value))];

    [Fact]
    public void Table_EveryStatementOfTheStandard_IsThereOnce()
    {
        var expected = s_sections.SelectMany(section => Enumerable
            .Range(section.Key == "2.2.1" ? 2 : 1, section.Value - (section.Key == "2.2.1" ? 1 : 0))
            .Select(number => $"{section.Key}-{number}"));

        var listed = s_rows.SelectMany(row => StatementsOf(row.Statements));

        Assert.Equal(expected.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_EveryTestThatIsNamed_Exists()
    {
        var tests = Assembly.GetExecutingAssembly().GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}")
            .ToHashSet(StringComparer.Ordinal);

        var named = s_rows.SelectMany(row => Test().Matches(row.Holders)).Select(match => match.Groups["name"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests, StringComparer.Ordinal));
    }

    [Fact]
    public void Table_EveryBrokenPacketThatIsNamed_IsInTheCorpus()
    {
        var cases = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.txt")
            .SelectMany(File.ReadLines)
            .Select(line => line.Split('|')[^1])
            .ToHashSet(StringComparer.Ordinal);

        var named = s_rows.SelectMany(row => Case().Matches(row.Holders)).Select(match => match.Groups["why"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(cases, StringComparer.Ordinal));
    }

    [Fact]
    public void Table_EveryRow_NamesATestOrSaysWhyNot() => Assert.All(s_rows, row => Assert.True(
        Test().IsMatch(row.Holders) || Case().IsMatch(row.Holders)
            || row.Holders.StartsWith("never: ", StringComparison.Ordinal) || row.Holders.StartsWith("kept ", StringComparison.Ordinal),
        row.Statements));

    /// <summary>Takes "3.1.2-4, 3.1.2-6 to 3.1.2-8" apart.</summary>
    private static IEnumerable<string> StatementsOf(string text)
    {
        foreach (Match match in Range().Matches(text))
        {
            var first = int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture);
            var last = match.Groups["last"].Success ? int.Parse(match.Groups["last"].Value, CultureInfo.InvariantCulture) : first;
            for (var number = first; number <= last; number++)
            {
                yield return $"{match.Groups["section"].Value}-{number}";
            }
        }
    }

    [GeneratedRegex(@"^\| (?<statements>\d+\.\d+\.\d+-[\d., to-]+) \| (?<holders>.+) \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<section>\d+\.\d+\.\d+)-(?<first>\d+)( to \d+\.\d+\.\d+-(?<last>\d+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"`(?<name>\w+\.\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();

    [GeneratedRegex("\"(?<why>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Case();
}
