using System.CommandLine.Parsing;
using System.Text.Json;
using ElderAlert.Server.Pilot.Reading;

namespace ElderAlert.Server.Cli;

/// <summary>Reads one name of an enumeration, as the pilot file does: no number, and no two names.</summary>
internal static class EnumName
{
    public static T Parse<T>(ArgumentResult argument)
        where T : struct, Enum
    {
        if (argument.Tokens is [var token] && ObjectReader.IsName<T>(token.Value, out var value))
        {
            return value;
        }

        argument.AddError($"It must be one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
        return default;
    }
}
