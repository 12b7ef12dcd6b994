using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Hosting;
using ElderAlert.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Cli;

/// <summary>
/// The engine over the store while no server runs: the same rules, the same journal. The store's lock keeps it out while one does.
/// </summary>
internal sealed class OfflineEngine : IAsyncDisposable
{
    private OfflineEngine(SqliteJournal journal, IncidentEngine engine)
    {
        Journal = journal;
        Engine = engine;
    }

    public IncidentEngine Engine { get; }

    public SqliteJournal Journal { get; }

    /// <summary>Opens the store.</summary>
    /// <exception cref="Engine.Ports.JournalException">It cannot be opened, or a server has it.</exception>
    public static async Task<OfflineEngine> OpenAsync(ElderAlertSettings settings, CancellationToken cancellation)
    {
        var journal = SqliteJournal.Open(settings.Storage.ToOptions());
        try
        {
            var engine = new IncidentEngine(journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
            await engine.StartAsync(cancellation);
            return new OfflineEngine(journal, engine);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Puts one item on file.</summary>
    /// <exception cref="CliException">The rules of the file refuse it.</exception>
    public async Task PutAsync(DirectoryItem item, CancellationToken cancellation)
    {
        var result = await Engine.EditAsync(new DirectoryEdit(item.Centre, Actor.System, [item], []), cancellation);
        if (result is EditResult.Refused refused)
        {
            throw new CliException(string.Join(Environment.NewLine, refused.Problems));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(CancellationToken.None);
        Journal.Dispose();
    }
}
