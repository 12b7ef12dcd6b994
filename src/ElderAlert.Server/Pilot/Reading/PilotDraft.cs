using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>What has been read of a file so far: items with their lines, and problems.</summary>
/// <param name="onFile">What is on file before the import.</param>
internal sealed class PilotDraft(DirectoryIndex onFile)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<DirectoryItem> _items = [];

    /// <summary>Whose file it is; known once the centre has been read.</summary>
    public CentreId Centre { get; set; }

    /// <summary>What is on file before the import.</summary>
    public DirectoryIndex OnFile => onFile;

    public IReadOnlyList<DirectoryItem> Items => _items;

    public List<PilotProblem> Problems { get; } = [];

    public List<NewDeviceKey> NewKeys { get; } = [];

    /// <summary>Takes an item that was read from an object of the file.</summary>
    public void Add(DirectoryItem item, ObjectReader from)
    {
        from.RefuseTheRest();
        if (item.Key.Length == 0)
        {
            return;
        }

        if (_lines.TryGetValue(LabelOf(item), out var first))
        {
            Problems.Add(new PilotProblem(from.Line, $"{from.Path} has the id \"{item.Key}\" of line {first}"));
            return;
        }

        _lines[LabelOf(item)] = from.Line;
        _items.Add(item);
    }

    /// <summary>The line of the item that a sentence of the engine's rules begins with; 0 for none.</summary>
    public int LineOf(string sentence)
    {
        var end = sentence.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 && _lines.TryGetValue(sentence[..end], out var line) ? line : 0;
    }

    private static string LabelOf(DirectoryItem item) => $"{item.GetType().Name} {item.Key}";
}
