using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using ElderAlert.Storage.Watch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Storage;

/// <summary>How a host takes the store in.</summary>
public static class StorageServices
{
    /// <summary>
    /// Registers the embedded journal as <see cref="IJournal"/>, <see cref="IRetentionStore"/> and <see cref="SqliteJournal"/>, and the watch's
    /// file. It is opened when it is first resolved, and then throws a <see cref="JournalException"/> that names the setting or the file at fault.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(provider => SqliteJournal.Open(options, log: provider.GetService<ILogger<SqliteJournal>>()));
        services.AddSingleton<IWatchStore>(_ => SqliteWatchStore.Open(options.Path));
        return services
            .AddSingleton<IJournal>(provider => provider.GetRequiredService<SqliteJournal>())
            .AddSingleton<IRetentionStore>(provider => provider.GetRequiredService<SqliteJournal>());
    }
}
