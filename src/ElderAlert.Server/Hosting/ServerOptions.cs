using System.Net;

namespace ElderAlert.Server.Hosting;

/// <summary>Section <c>ElderAlert:Server</c>: the HTTP side.</summary>
internal sealed record ServerOptions
{
    /// <summary>HTTP port on the loopback address; 0 takes a free one. Default 8080. Not read when <see cref="Url"/> is set.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Address to listen on instead, for example <c>http://0.0.0.0:8080</c> behind a proxy that speaks TLS.</summary>
    public Uri? Url { get; init; }

    /// <summary>The address under which browsers, families and Twilio reach the server. Default: the address it listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>A console that has said nothing for so many seconds counts as gone, and its operator's claims are released. Default 15.</summary>
    public int ConsoleSilentSeconds { get; init; } = 15;

    /// <summary>
    /// Believes <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>. Default false; true only behind a proxy that sets them itself,
    /// for otherwise anybody chooses the address that failed sign-ins are counted under.
    /// </summary>
    public bool ForwardedHeaders { get; init; }

    /// <summary><see cref="ConsoleSilentSeconds"/> as a duration.</summary>
    public TimeSpan ConsoleSilent => TimeSpan.FromSeconds(ConsoleSilentSeconds);

    /// <summary>Where it will listen, as an address; a free port is not known yet.</summary>
    public string ListenUrl => new UriBuilder(Uri.UriSchemeHttp, ListenAddress.ToString(), ListenPort).Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>The address to listen on.</summary>
    public IPAddress ListenAddress => Url is null || IsLocalHost(Url) ? IPAddress.Loopback : IPAddress.Parse(Url.Host.Trim('[', ']'));

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int ListenPort => Url?.Port ?? Port;

    /// <summary>What is wrong, a sentence a key; empty when all is well.</summary>
    public IEnumerable<string> Validate(string section)
    {
        if (Port is < 0 or > 65_535)
        {
            yield return $"{section}:Port must be between 0 and 65535.";
        }

        if (Url is not null && !(IsHttp(Url) && Url.Scheme == Uri.UriSchemeHttp && Url.AbsolutePath == "/" && IsListenable(Url)))
        {
            yield return $"{section}:Url must be an http address of this machine without a path, for example http://0.0.0.0:8080; TLS is the proxy's in front.";
        }

        if (PublicUrl is not null && !(IsHttp(PublicUrl) && PublicUrl is { PathAndQuery: "/", Fragment: "", UserInfo: "" }))
        {
            // Links in messages and Twilio's callbacks would leave a path out, and lead nowhere.
            yield return $"{section}:PublicUrl must be an absolute http or https address without a path, for example https://alert.example.org.";
        }

        if (ConsoleSilentSeconds is < 6 or > 3_600)
        {
            yield return $"{section}:ConsoleSilentSeconds must be between 6 (consoles speak every 5) and 3600.";
        }
    }

    private static bool IsLocalHost(Uri url) => url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsListenable(Uri url) => IsLocalHost(url) || IPAddress.TryParse(url.Host.Trim('[', ']'), out _);

    private static bool IsHttp(Uri url) => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
