using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Storage;

/// <summary>How a host takes the store in.</summary>
public static class StorageServices
{
    /// <summary>
    /// Registers the embedded journal as <see cref="IJournal"/> and <see cref="SqliteJournal"/>. It is opened when it is first
    /// resolved, and then throws a <see cref="JournalException"/> that names the setting or the file at fault.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(provider => SqliteJournal.Open(options, log: provider.GetService<ILogger<SqliteJournal>>()));
        return services.AddSingleton<IJournal>(provider => provider.GetRequiredService<SqliteJournal>());
    }
}
