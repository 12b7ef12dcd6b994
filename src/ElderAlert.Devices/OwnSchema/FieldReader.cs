using System.Text.Json;
using ElderAlert.Devices.Payloads;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Devices.OwnSchema;

/// <summary>Reads the fields of one message and collects what is wrong with them. A field that is absent (undefined) or null says nothing.</summary>
internal sealed class FieldReader
{
    private List<ReadingProblem>? _problems;

    public IReadOnlyList<ReadingProblem> Problems => _problems ?? [];

    /// <summary>A value, or null with a problem where there is one that cannot be read.</summary>
    public T? Optional<T>(string name, JsonElement value, Func<JsonElement, T?> read, string problem)
        where T : struct
    {
        if (IsSilent(value))
        {
            return null;
        }

        var result = read(value);
        if (result is null)
        {
            Report(name, problem);
        }

        return result;
    }

    /// <summary>Text; a number counts as its digits.</summary>
    public string? OptionalText(string name, JsonElement value, Predicate<string> accept, string problem) =>
        IsSilent(value) ? null : RequiredText(name, value, accept, problem);

    /// <summary>Text that must be there.</summary>
    public string? RequiredText(string name, JsonElement value, Predicate<string> accept, string problem)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (text is not null && accept(text))
        {
            return text;
        }

        Report(name, problem);
        return null;
    }

    private static bool IsSilent(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private void Report(string name, string problem) =>
        (_problems ??= []).Add(new ReadingProblem(InputProblem.Undecodable, $"The field \"{Loose.Cut(name, 40)}\" is {problem}."));
}
