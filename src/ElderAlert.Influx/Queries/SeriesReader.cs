namespace ElderAlert.Influx.Queries;

/// <summary>Chooses the reader for the configured server.</summary>
public static class SeriesReader
{
    /// <summary>Creates the reader of <see cref="InfluxOptions.QueryLanguage"/>. Throws <see cref="ArgumentException"/> with <see cref="InfluxOptions.Validate"/>'s sentences.</summary>
    /// <param name="http">The host's client; its time-out is the time-out of a question.</param>
    /// <param name="options">Where the server is.</param>
    public static ISeriesReader Create(HttpClient http, InfluxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.QueryLanguage switch
        {
            InfluxQueryLanguage.InfluxQL => new InfluxQlReader(http, options),
            InfluxQueryLanguage.MetricsQL => new MetricsQlReader(http, options),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.QueryLanguage, "Not a query language."),
        };
    }
}
