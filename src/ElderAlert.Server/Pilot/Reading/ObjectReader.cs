using System.Globalization;
using System.Text.Json;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads the fields of one object of the file and reports what is missing, wrong, doubled or unknown. A wrong field reads as its default, so that one pass finds every mistake.</summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, JsonNodeAt> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<PilotProblem> _problems;

    public ObjectReader(JsonNodeAt node, string path, List<PilotProblem> problems)
    {
        Line = node.Line;
        Path = path;
        _problems = problems;
        if (node.Kind is not JsonTokenType.StartObject)
        {
            Report(node.Line, "must be an object in braces");
        }

        foreach (var (name, value) in node.Members)
        {
            if (!_fields.TryAdd(name, value))
            {
                Report(value.Line, $"says \"{name}\" twice");
            }
        }
    }

    public int Line { get; }

    /// <summary>Where it is, for people: households[3].</summary>
    public string Path { get; }

    public bool Has(string name)
    {
        _known.Add(name);
        return _fields.TryGetValue(name, out var value) && value.Kind is not JsonTokenType.Null;
    }

    /// <summary>Text that must be there and not be blank.</summary>
    public string Text(string name)
    {
        if (OptionalText(name) is { } text)
        {
            return text;
        }

        if (!Has(name))
        {
            Report(Line, $"has no \"{name}\"");
        }

        return "";
    }

    public string? OptionalText(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = _fields[name];
        if (value.Kind is JsonTokenType.String && !string.IsNullOrWhiteSpace(value.Text))
        {
            return value.Text;
        }

        Report(value.Line, $"\"{name}\" must be text in quotes, and not blank");
        return null;
    }

    public bool Flag(string name, bool otherwise)
    {
        if (!Has(name))
        {
            return otherwise;
        }

        var value = _fields[name];
        if (value.Kind is not (JsonTokenType.True or JsonTokenType.False))
        {
            Report(value.Line, $"\"{name}\" must be true or false");
        }

        return value.Kind is JsonTokenType.True;
    }

    public int? OptionalInteger(string name, int least, int most)
    {
        if (OptionalNumber(name, least, most) is not { } number)
        {
            return null;
        }

        if (number == Math.Truncate(number))
        {
            return (int)number;
        }

        Report(_fields[name].Line, $"\"{name}\" must be a whole number");
        return null;
    }

    public double? OptionalNumber(string name, double least, double most)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = _fields[name];
        if (value.Kind is JsonTokenType.Number
            && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Report(value.Line, string.Create(CultureInfo.InvariantCulture, $"\"{name}\" must be a number from {least} to {most}"));
        return null;
    }

    /// <summary>One of the names of an enumeration, without regard to case; the first where it is missing or wrong.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        if (IsName<T>(text, out var value))
        {
            return value;
        }

        if (text.Length > 0)
        {
            Report(_fields[name].Line, $"\"{name}\" must be one of {Names<T>()}, and is \"{text}\"");
        }

        return default;
    }

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum => Has(name) ? Choice<T>(name) : otherwise;

    /// <summary>
    /// Whether a text is one of the names of an enumeration, without regard to case. The framework would also take "1", and "saturday, sunday" for one
    /// of the two.
    /// </summary>
    public static bool IsName<T>(string text, out T value)
        where T : struct, Enum
    {
        var name = Array.Find(Enum.GetNames<T>(), n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        value = name is null ? default : Enum.Parse<T>(name);
        return name is not null;
    }

    /// <summary>Texts of a list; none where it is missing.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var item in ItemsOf(name))
        {
            if (item is { Kind: JsonTokenType.String, Text: { Length: > 0 } text })
            {
                texts.Add(text);
            }
            else
            {
                Report(item.Line, $"\"{name}\" must be a list of texts in quotes");
            }
        }

        return texts;
    }

    /// <summary>The objects of a list; none where it is missing.</summary>
    public IReadOnlyList<ObjectReader> List(string name) =>
        [.. ItemsOf(name).Select((item, index) => new ObjectReader(item, $"{(Path.Length > 0 ? Path + "." : "")}{name}[{index}]", _problems))];

    /// <summary>The object in a field; null where it is missing.</summary>
    public ObjectReader? Object(string name) => Has(name) ? new ObjectReader(_fields[name], Path.Length > 0 ? $"{Path}.{name}" : name, _problems) : null;

    /// <summary>Reports a problem with a field at its line, or with the object where it has no such field.</summary>
    public void Report(string name, string sentence) => Report(_fields.TryGetValue(name, out var value) ? value.Line : Line, sentence);

    /// <summary>To be called after every field was read: what is left over is a slip of the pen.</summary>
    public void RefuseTheRest()
    {
        foreach (var (name, value) in _fields.Where(f => !_known.Contains(f.Key)))
        {
            Report(value.Line, $"knows no \"{name}\"; it knows {string.Join(", ", _known)}");
        }
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    private IReadOnlyList<JsonNodeAt> ItemsOf(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        var value = _fields[name];
        if (value.Kind is JsonTokenType.StartArray)
        {
            return value.Items;
        }

        Report(value.Line, $"\"{name}\" must be a list in brackets");
        return [];
    }

    private void Report(int line, string sentence) => _problems.Add(new PilotProblem(line, $"{(Path.Length > 0 ? Path : "the file")} {sentence}"));
}
