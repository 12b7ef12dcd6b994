using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Telemetry;

/// <summary>
/// Up to which position of each centre's journal incidents are measured, kept in a file. A file that is lost or torn costs measuring from the
/// beginning again: the points are the same ones.
/// </summary>
internal sealed class MeasuredPositions
{
    private const string FileName = "measured-incidents.json";
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Dictionary<string, long> _positions;

    public MeasuredPositions(StorageSettings storage, ILogger<MeasuredPositions> logger)
    {
        _path = storage.Below(FileName);
        _positions = Read(_path, logger);
    }

    /// <summary>0 before the first.</summary>
    public long Of(CentreId centre)
    {
        lock (_gate)
        {
            return _positions.GetValueOrDefault(centre.Value);
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Reached(CentreId centre, long position)
    {
        lock (_gate)
        {
            _positions[centre.Value] = position;
            var next = _path + ".next";
            File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(_positions));
            File.Move(next, _path, overwrite: true);
        }
    }

    private static Dictionary<string, long> Read(string path, ILogger logger)
    {
        if (!File.Exists(path))
        {
            return new Dictionary<string, long>(StringComparer.Ordinal);
        }

        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllBytes(path)) ?? throw new JsonException("null");
        }
        catch (JsonException torn)
        {
            ServerTelemetryLog.PositionsLost(logger, path, torn);
            return new Dictionary<string, long>(StringComparer.Ordinal);
        }
    }
}
