namespace ElderAlert.Influx;

/// <summary>Which language the time series server answers.</summary>
public enum InfluxQueryLanguage
{
    /// <summary>InfluxQL on <c>/query</c>: InfluxDB 1.x, and InfluxDB 2 and 3 through their 1.x compatibility. The default.</summary>
    InfluxQL,

    /// <summary>MetricsQL on <c>/api/v1/query_range</c>: VictoriaMetrics.</summary>
    MetricsQL,
}

/// <summary>
/// Where the time series server is. With <see cref="Bucket"/> it is written to as InfluxDB 2 (<c>/api/v2/write</c>), with
/// <see cref="Database"/> as InfluxDB 1 (<c>/write</c>). Without <see cref="Url"/> there is none.
/// </summary>
public sealed record InfluxOptions
{
    /// <summary>Base address, for example <c>http://influxdb:8086</c>; a path in it is kept.</summary>
    public string? Url { get; init; }

    /// <summary>InfluxDB 2 organisation, by name or id.</summary>
    public string? Org { get; init; }

    /// <summary>InfluxDB 2 bucket. InfluxDB 2 answers InfluxQL for it under the same name (its automatic DBRP mapping).</summary>
    public string? Bucket { get; init; }

    /// <summary>InfluxDB 1 database.</summary>
    public string? Database { get; init; }

    /// <summary>API token, sent as <c>Authorization: Token</c>.</summary>
    public string? Token { get; init; }

    /// <summary>InfluxDB 1 user, sent with <see cref="Password"/> as basic authorisation: in the URL it would end in access logs.</summary>
    public string? User { get; init; }

    /// <summary>Password of <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Language for reading. Default InfluxQL.</summary>
    public InfluxQueryLanguage QueryLanguage { get; init; }

    /// <summary>Most lines in one request. Default 5,000, InfluxData's own advice.</summary>
    public int BatchLines { get; init; } = 5000;

    /// <summary>Wait after the first failure; it doubles with each further one. Default 1 s.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between tries, unless the server asks for a longer one. Default 60 s.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether a server is configured.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Url);

    internal string ReadDatabase => Database ?? Bucket ?? "";

    /// <summary>What is wrong, one sentence a key, each naming its key; empty when all is well.</summary>
    /// <param name="section">The configuration section the keys are in.</param>
    public IReadOnlyList<string> Validate(string section = "ElderAlert:Influx")
    {
        var faults = new List<string>();
        if (!IsConfigured)
        {
            if ((Org ?? Bucket ?? Database ?? Token ?? User ?? Password) is not null)
            {
                faults.Add($"{section}:Url is missing although other keys of {section} are set; set it, or remove them to keep telemetry in the embedded store.");
            }

            return faults;
        }

        CheckUrl(section, faults);
        CheckTarget(section, faults);
        CheckCredentials(section, faults);
        if (!Enum.IsDefined(QueryLanguage))
        {
            faults.Add($"{section}:QueryLanguage must be InfluxQL or MetricsQL.");
        }

        if (BatchLines is < 1 or > 100_000)
        {
            faults.Add($"{section}:BatchLines must be between 1 and 100000.");
        }

        if (FirstRetry <= TimeSpan.Zero || LongestRetry < FirstRetry)
        {
            faults.Add($"{section}:FirstRetry must be above zero and {section}:LongestRetry not below it.");
        }

        return faults;
    }

    /// <summary>Names the server without its secrets, for logs.</summary>
    public override string ToString() => $"{Url} {(Bucket is null ? "database" : "bucket")} {ReadDatabase}";

    private void CheckUrl(string section, List<string> faults)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            faults.Add($"{section}:Url must be an absolute http or https address, for example http://localhost:8086.");
            return;
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            faults.Add($"{section}:Url must have no user, query or fragment; credentials go into {section}:Token or {section}:User and {section}:Password.");
        }
    }

    private void CheckTarget(string section, List<string> faults)
    {
        var hasBucket = !string.IsNullOrWhiteSpace(Bucket);
        var hasDatabase = !string.IsNullOrWhiteSpace(Database);
        if (hasBucket && hasDatabase)
        {
            faults.Add($"{section}:Bucket (InfluxDB 2) and {section}:Database (InfluxDB 1) are both set; set the one that the server has.");
        }
        else if (!hasBucket && !hasDatabase)
        {
            faults.Add($"{section}:Bucket (InfluxDB 2) or {section}:Database (InfluxDB 1) is missing.");
        }

        if (hasBucket && string.IsNullOrWhiteSpace(Org))
        {
            faults.Add($"{section}:Org is missing; {section}:Bucket needs it.");
        }
    }

    private void CheckCredentials(string section, List<string> faults)
    {
        if (Token is not null && User is not null)
        {
            faults.Add($"{section}:Token and {section}:User are both set; the server takes one of them.");
        }

        if (User is null != Password is null)
        {
            faults.Add($"{section}:{(User is null ? "User" : "Password")} is missing; {section}:User and {section}:Password go together.");
        }

        if (Token is not null && Token.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            faults.Add($"{section}:Token contains a space, a line break or another character that a header cannot carry.");
        }
    }
}
