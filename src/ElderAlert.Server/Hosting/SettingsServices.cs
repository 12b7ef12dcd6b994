namespace ElderAlert.Server.Hosting;

/// <summary>Hands each room its own section, checked and immutable.</summary>
internal static class SettingsServices
{
    /// <summary>Registers the settings and each section by its type.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, ElderAlertSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Storage)
        .AddSingleton(settings.Mqtt)
        .AddSingleton(settings.Influx)
        .AddSingleton(settings.Server)
        .AddSingleton(settings.Auth);
}
