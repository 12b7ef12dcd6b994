using ElderAlert.Influx;
using ElderAlert.Telephony.Twilio;

namespace ElderAlert.Server.Hosting;

/// <summary>The configuration section <c>ElderAlert</c> (environment: <c>ElderAlert__Section__Key</c>), read and checked once at start.</summary>
/// <param name="Storage">Where things are kept.</param>
/// <param name="Mqtt">Where devices connect.</param>
/// <param name="Twilio">How people are reached; without it, the built-in phone.</param>
/// <param name="Influx">The time series server; without it, a SQLite file.</param>
/// <param name="Server">The HTTP side.</param>
/// <param name="Auth">How operators sign in.</param>
/// <param name="Engine">How closely deadlines are watched.</param>
/// <param name="Watch">How often silences are looked for.</param>
internal sealed record ElderAlertSettings(
    StorageSettings Storage,
    MqttOptions Mqtt,
    TwilioOptions Twilio,
    InfluxOptions Influx,
    ServerOptions Server,
    AuthOptions Auth,
    EngineSettings Engine,
    WatchSettings Watch)
{
    /// <summary>The section that everything is in.</summary>
    public const string Root = "ElderAlert";

    private static readonly string[] Sections =
        [nameof(Storage), nameof(Mqtt), nameof(Twilio), nameof(Influx), nameof(Server), nameof(Auth), nameof(Engine), nameof(Watch)];

    /// <summary>Reads every section.</summary>
    /// <exception cref="SettingsException">A value is wrong or missing, or a key is not known; a sentence for each.</exception>
    public static ElderAlertSettings Read(IConfiguration configuration)
    {
        var root = configuration.GetSection(Root);
        var problems = new List<string>();
        problems.AddRange(root.GetChildren()
            .Where(child => !Sections.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is not a setting; {Root} knows the sections {string.Join(", ", Sections)}."));

        var settings = new ElderAlertSettings(
            Section<StorageSettings>(nameof(Storage), (o, path) => o.Validate(path)),
            Section<MqttOptions>(nameof(Mqtt), (o, path) => o.Validate(path)),
            Section<TwilioOptions>(nameof(Twilio), (o, path) => o.Validate(path)),
            Section<InfluxOptions>(nameof(Influx), (o, path) => o.Validate(path)),
            Section<ServerOptions>(nameof(Server), (o, path) => o.Validate(path)),
            Section<AuthOptions>(nameof(Auth), (o, path) => o.Validate(path)),
            Section<EngineSettings>(nameof(Engine), (o, path) => o.Validate(path)),
            Section<WatchSettings>(nameof(Watch), (o, path) => o.Validate(path)));

        if (settings.Twilio.IsSet && settings.Server.PublicUrl is null)
        {
            problems.Add($"{Root}:{nameof(Server)}:{nameof(ServerOptions.PublicUrl)} is missing; Twilio needs an address at which it can report back.");
        }

        return problems.Count == 0 ? settings : throw new SettingsException(problems);

        T Section<T>(string name, Func<T, string, IEnumerable<string>> validate)
            where T : class, new()
        {
            var section = root.GetSection(name);
            var options = SettingsBinder.Bind<T>(section, problems);
            problems.AddRange(validate(options, section.Path));
            return options;
        }
    }
}
