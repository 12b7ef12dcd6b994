using ElderAlert.Engine.Retention;

namespace ElderAlert.Server.Retention;

/// <summary>The daily run of the retention.</summary>
internal static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton<TextRetention>()
        .AddHostedService<RetentionJob>();
}
