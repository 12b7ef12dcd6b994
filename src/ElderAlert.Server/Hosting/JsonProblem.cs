using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace ElderAlert.Server.Hosting;

/// <summary>Says what is wrong with a JSON body in the caller's words: the field and the reason, without the names of our types.</summary>
internal static partial class JsonProblem
{
    /// <summary>Status 400; <c>errors</c> maps each field's path to its reasons.</summary>
    public static ProblemDetails Of(JsonException json)
    {
        var (field, reason) = Explain(json.Message, FieldOf(json.Path));
        return Of(new Dictionary<string, string[]> { [field] = [reason] }, StatusCodes.Status400BadRequest);
    }

    /// <summary>The problem of fields whose values were read but may not be what they are.</summary>
    public static ProblemDetails Of(IReadOnlyDictionary<string, string[]> errors, int status) => new()
    {
        Status = status,
        Title = status == StatusCodes.Status400BadRequest ? "The body cannot be read" : "A value is not allowed",
        Detail = string.Join(' ', errors.SelectMany(e => e.Value.Select(reason => e.Key.Length == 0 ? $"{reason}." : $"{e.Key}: {reason}."))),
        Extensions = { ["code"] = "invalid", ["errors"] = errors },
    };

    private static (string Field, string Reason) Explain(string message, string field)
    {
        if (Missing().Match(message) is { Success: true } missing)
        {
            return (Below(field, missing.Groups["name"].Value), "is missing");
        }

        if (Unmapped().Match(message) is { Success: true } unmapped)
        {
            return (unmapped.Groups["name"].Value, "is not a field here");
        }

        if (Null().Match(message) is { Success: true } isNull)
        {
            return (Below(field, isNull.Groups["name"].Value), "must not be null");
        }

        return (field, message.Contains("could not be converted to", StringComparison.Ordinal)
            ? "is not a value that is allowed here"
            : Position().Replace(message, "").TrimEnd('.'));
    }

    private static string Below(string field, string name) =>
        field.Length == 0 || field == name || field.EndsWith("." + name, StringComparison.Ordinal) ? Either(field, name) : $"{field}.{name}";

    private static string Either(string field, string name) => field.Length == 0 ? name : field;

    private static string FieldOf(string? path) => path switch
    {
        null or "$" => "",
        ['$', '.', .. var rest] => rest,
        _ => path,
    };

    [GeneratedRegex("missing required properties including: '(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("JSON property '(?<name>[^']+)' could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unmapped();

    [GeneratedRegex("(parameter|property or field) '(?<name>[^']+)' on type '[^']+' doesn't allow", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Null();

    [GeneratedRegex(@"\s*(Path: |LineNumber: ).*$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Position();
}
