using System.Globalization;

namespace ElderAlert.Mqtt.TestHost;

/// <summary>What the command line asks for.</summary>
internal sealed record HostArguments(
    int Port, IReadOnlyList<string> DeniedSubscriptions, ushort MaximumKeepAliveSeconds, string? DataFolder, TimeSpan WillGrace, int MaximumRetained)
{
    public const string Usage =
        "usage: ElderAlert.Mqtt.TestHost [--port N] [--deny-subscribe FILTER]... [--max-keepalive SECONDS] [--data FOLDER] [--will-grace SECONDS] [--max-retained N]";

    /// <summary>Throws <see cref="FormatException"/> when it is not understood.</summary>
    public static HostArguments Parse(string[] arguments)
    {
        var (port, keepAlive) = (1883, (ushort)0);
        string? data = null;
        var (grace, retained) = (TimeSpan.FromMinutes(2), 100_000);
        var denied = new List<string>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value");
            switch (arguments[i])
            {
                case "--port": port = int.Parse(value, CultureInfo.InvariantCulture); break;
                case "--deny-subscribe": denied.Add(value); break;
                case "--max-keepalive": keepAlive = ushort.Parse(value, CultureInfo.InvariantCulture); break;
                case "--data": data = value; break;
                case "--will-grace": grace = TimeSpan.FromSeconds(int.Parse(value, CultureInfo.InvariantCulture)); break;
                case "--max-retained": retained = int.Parse(value, CultureInfo.InvariantCulture); break;
                default: throw new FormatException($"{arguments[i]} is not known");
            }
        }

        return new HostArguments(port, denied, keepAlive, data, grace, retained);
    }
}
