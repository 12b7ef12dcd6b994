using System.Globalization;

namespace ElderAlert.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions(string Mode, IReadOnlyDictionary<string, string> Values)
{
    public const string Usage =
        "usage: ElderAlert.Load throughput|latency|idle|storm|loop|pilot [--port N] [--http N] [--connections N] [--window N] [--rate N] [--background N] [--seconds N] "
        + "[--topic T] [--payload FILE] [--user U] [--password P] [--pid N]";

    public int Port => Number("port", 1883);

    public int HttpPort => Number("http", 8080);

    public int Connections => Number("connections", 50);

    public int Window => Number("window", 1);

    public int Rate => Number("rate", 1000);

    /// <summary>Messages a second at QoS 0 beside the measured ones.</summary>
    public int Background => Number("background", 0);

    public TimeSpan Duration => TimeSpan.FromSeconds(Number("seconds", 10));

    public int ServerProcess => Number("pid", 0);

    /// <summary>Throws <see cref="FormatException"/> when it is not understood.</summary>
    public static LoadOptions Parse(string[] arguments)
    {
        if (arguments.Length == 0 || arguments.Length % 2 == 0)
        {
            throw new FormatException("A mode and pairs of option and value are expected");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < arguments.Length; i += 2)
        {
            values[arguments[i].TrimStart('-')] = arguments[i + 1];
        }

        return new LoadOptions(arguments[0], values);
    }

    public string Topic(int number) => Text("topic", "ea/v1/load-{n}/signal", number)!;

    public string? User(int number) => Text("user", null, number);

    public string? Password(int number) => Text("password", null, number);

    public byte[] Payload() => Values.TryGetValue("payload", out var file)
        ? File.ReadAllBytes(file)
        : """{"id":"b3c1-17","kind":"test","at":"2026-11-21T03:12:07Z","seq":17,"boot":"b3c1","confidence":0.93,"detail":{"r":"bath"}}"""u8.ToArray();

    private int Number(string name, int otherwise) =>
        Values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private string? Text(string name, string? otherwise, int number) =>
        (Values.TryGetValue(name, out var text) ? text : otherwise)?.Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
