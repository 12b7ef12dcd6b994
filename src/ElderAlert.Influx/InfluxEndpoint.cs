using System.Net.Http.Headers;
using System.Text;

namespace ElderAlert.Influx;

/// <summary>Addresses and credentials of the configured server.</summary>
internal sealed class InfluxEndpoint
{
    private readonly Uri _base;
    private readonly AuthenticationHeaderValue? _authorization;

    public InfluxEndpoint(InfluxOptions options)
    {
        var faults = options.Validate();
        if (faults.Count > 0 || !options.IsConfigured)
        {
            throw new ArgumentException(faults.Count > 0 ? string.Join(' ', faults) : "ElderAlert:Influx:Url is missing.", nameof(options));
        }

        _base = new Uri(options.Url!.TrimEnd('/') + "/");
        _authorization = Authorization(options);
        Write = Address(options.Bucket is { } bucket
            ? $"api/v2/write?org={Uri.EscapeDataString(options.Org!)}&bucket={Uri.EscapeDataString(bucket)}&precision=ns"
            : $"write?db={Uri.EscapeDataString(options.Database!)}&precision=ns");
    }

    /// <summary>Where lines are posted.</summary>
    public Uri Write { get; }

    public Uri Address(string relative) => new(_base, relative);

    public HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = _authorization;
        return request;
    }

    private static AuthenticationHeaderValue? Authorization(InfluxOptions options) => options switch
    {
        { Token: { } token } => new AuthenticationHeaderValue("Token", token),
        { User: { } user, Password: { } password } =>
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))),
        _ => null,
    };
}
