using System.Globalization;
using System.Text;

namespace ElderAlert.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions(string Mode, IReadOnlyDictionary<string, string> Values)
{
    public const string Usage =
        "usage: ElderAlert.Load throughput|latency|once|idle|storm|loop|pilot [--port N] [--http N] [--connections N] [--first N] [--window N] [--rate N] [--seconds N] [--warm-up N] [--uncounted N] "
        + "[--topic T] [--payload FILE] [--user U] [--password P] [--background N] [--background-topic T] [--background-payload FILE] [--pid N] [--peer URL]";

    public int Port => Number("port", 1883);

    public int HttpPort => Number("http", 8080);

    public int Connections => Number("connections", 50);

    /// <summary>The number of the first connection.</summary>
    public int First => Number("first", 0);

    public int Window => Number("window", 1);

    public int Rate => Number("rate", 1000);

    /// <summary>How many connections send their one message before the clock is started.</summary>
    public int Uncounted => Number("uncounted", 0);

    /// <summary>Messages a second at QoS 0 beside the measured ones.</summary>
    public int Background => Number("background", 0);

    /// <summary>Where these messages go, as the first connection's user.</summary>
    public string BackgroundTopic => Text("background-topic", Topic(0), 0)!;

    public byte[] BackgroundPayload => Filled(Values.TryGetValue("background-payload", out var file) ? File.ReadAllText(file) : OwnPayload, 0);

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

    /// <summary>What the rate makes in the given time.</summary>
    public Presses Presses => new((int)(Rate * Duration.TotalSeconds), Rate, Rate * Number("warm-up", 3));

    /// <summary>Where a peer pushes what it received: a WebSocket address. Null: our console.</summary>
    public Uri? Peer => Values.TryGetValue("peer", out var address) ? new Uri(address) : null;

    /// <summary>A name that no other run has.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N")[..8];

    public byte[] Payload(int number) => Filled(OwnPayload, number);

    private string OwnPayload => Values.TryGetValue("payload", out var file)
        ? File.ReadAllText(file)
        : """{"id":"b3c1-17","kind":"test","at":"2026-11-21T03:12:07Z","seq":17,"boot":"b3c1","confidence":0.93,"detail":{"r":"bath"}}""";

    private byte[] Filled(string text, int number) => Encoding.UTF8.GetBytes(text
        .Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{run}", Run, StringComparison.Ordinal));

    private int Number(string name, int otherwise) =>
        Values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private string? Text(string name, string? otherwise, int number) =>
        (Values.TryGetValue(name, out var text) ? text : otherwise)?.Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
