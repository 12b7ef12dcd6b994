using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElderAlert.FirmwareSim;

/// <summary>Reads a file of homes; its form is described in the README beside this project.</summary>
public static class HomesFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">It is not as described; the message says where.</exception>
    public static IReadOnlyList<SimulatedHome> Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<IReadOnlyList<SimulatedHome>>(stream, Options)
                ?? throw new FormatException($"{file} holds no homes.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"{file}: {exception.Message}", exception);
        }
    }
}
