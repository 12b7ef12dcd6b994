using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ElderAlert.Server.Tests.Deployment;

/// <summary>The repository's docker-compose.yml as Docker Compose reads it, and the files that go with it.</summary>
internal sealed partial class ComposeFile
{
    public ComposeFile()
    {
        Root = Repository();
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Root, "docker-compose.yml"));
        stream.Load(text);
        Document = (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public string Root { get; }

    public YamlMappingNode Document { get; }

    public IEnumerable<(string Name, YamlMappingNode Node)> Services => Entries(Document, "services").Select(entry => (entry.Key, (YamlMappingNode)entry.Value));

    public IEnumerable<(string Service, string Key, string Value)> Environment =>
        from service in Services
        from entry in Entries(service.Node, "environment")
        select (service.Name, entry.Key, entry.Value.ToString());

    public YamlMappingNode Service(string name) => Services.Single(service => service.Name == name).Node;

    public static IEnumerable<KeyValuePair<string, YamlNode>> Entries(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var child)
            ? ((YamlMappingNode)child).Children.Select(entry => KeyValuePair.Create(entry.Key.ToString(), entry.Value))
            : [];

    public static IEnumerable<string> Items(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var child) ? ((YamlSequenceNode)child).Select(item => item.ToString()) : [];

    /// <summary>Every <c>${NAME}</c> with what follows the name: <c>:-default</c>, <c>:?sentence</c> or nothing. <c>$$</c> is a dollar of the container's.</summary>
    public static IEnumerable<(string Name, string Suffix)> Variables(string text) =>
        Reference().Matches(text.Replace("$$", "\0", StringComparison.Ordinal)).Select(match => (match.Groups["name"].Value, match.Groups["rest"].Value));

    /// <summary>Replaces variables by the given values and, where there is none, by their defaults.</summary>
    public static string Interpolate(string text, IReadOnlyDictionary<string, string> values) => Reference()
        .Replace(text.Replace("$$", "\0", StringComparison.Ordinal), match => values.TryGetValue(match.Groups["name"].Value, out var value) && value.Length > 0
            ? value
            : match.Groups["rest"].Value is [':', '-', .. var preset] ? preset
            : throw new InvalidOperationException($"{match.Groups["name"].Value} has no value and no default"))
        .Replace("\0", "$", StringComparison.Ordinal);

    /// <summary>The variables of .env.example with the values it gives them.</summary>
    public Dictionary<string, string> Example() => File.ReadLines(Path.Combine(Root, ".env.example"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ElderAlert.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests has ElderAlert.sln.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z0-9_]+)(?<rest>:[-?][^}]*)?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
