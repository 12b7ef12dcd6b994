using System.CommandLine;
using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Retention;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Retention;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Telemetry;
using ElderAlert.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Cli;

/// <summary><c>retention plan</c>, <c>run</c>, <c>forget</c> and <c>clean-keys</c>: erasing what has been kept for long enough.</summary>
internal static class RetentionCommands
{
    public static Command Create(CliContext context) => new("retention", "How long text about people is kept.")
    {
        Plan(context),
        Run(context),
        Forget(context),
        CleanKeys(context),
    };

    private static Command Plan(CliContext context)
    {
        var data = CliContext.DataOption();
        var command = new Command("plan", "Say what would be erased now; also beside a running server.") { data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var journal = SqliteJournal.Open(context.Settings(parsed.GetValue(data)).Storage.ToOptions(), JournalAccess.Read);
            var now = TimeProvider.System.GetUtcNow();
            foreach (var centre in (await journal.LoadAsync(cancellation)).Directory.OfType<Centre>())
            {
                var policy = centre.Retention ?? RetentionPolicy.Default;
                var facts = await journal.ReadRetentionAsync(centre.Id, RetentionRules.TextLimit(policy, now), cancellation);
                await TellAsync(context, centre, RetentionRules.Plan(policy, facts, now));
            }

            return 0;
        });
        return command;
    }

    private static Command Run(CliContext context)
    {
        var data = CliContext.DataOption();
        var command = new Command("run", "Erase now what is due, while no server runs; a server does it once a day.") { data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var room = await RetentionRoom.OpenAsync(context.Settings(parsed.GetValue(data)), cancellation);
            var outstanding = 0;
            foreach (var centre in room.Offline.Engine.Directory.Centres.ToList())
            {
                var result = await room.Retention.ApplyAsync(centre, cancellation);
                await TellAsync(context, centre, result.Plan);
                outstanding += result.Outstanding.Count;
            }

            await context.Output.WriteLineAsync(
                outstanding == 0 ? "Done. Copies of keys.db still open what was erased: retention clean-keys FILE." : $"The telemetry of {outstanding} households could not be erased now.");
            return outstanding == 0 ? 0 : CommandLine.ExitRefused;
        });
        return command;
    }

    private static Command Forget(CliContext context)
    {
        var id = new Argument<string>("HOUSEHOLD") { Description = "The household's id." };
        var data = CliContext.DataOption();
        var command = new Command("forget", "Take a household off the file and erase its text and telemetry for good, while no server runs.") { id, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var room = await RetentionRoom.OpenAsync(context.Settings(parsed.GetValue(data)), cancellation);
            var household = room.Offline.Engine.Directory.Find(new HouseholdId(parsed.GetRequiredValue(id)))
                ?? throw new CliException($"No household {parsed.GetRequiredValue(id)} is on file.");
            var problems = await room.Retention.ForgetAsync(household, Actor.System, cancellation);
            if (problems.Count > 0)
            {
                throw new CliException(string.Join(Environment.NewLine, problems));
            }

            await context.Output.WriteLineAsync($"{household.Key} is erased. Copies of keys.db still open its text: retention clean-keys FILE.");
            return 0;
        });
        return command;
    }

    private static Command CleanKeys(CliContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A copy of keys.db." };
        var data = CliContext.DataOption();
        var command = new Command("clean-keys", "Remove from a copy of the keys what the store has destroyed since.") { file, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var copy = parsed.GetRequiredValue(file);
            if (!copy.Exists)
            {
                throw new CliException($"There is no file {copy.FullName}.");
            }

            using var journal = SqliteJournal.Open(context.Settings(parsed.GetValue(data)).Storage.ToOptions(), JournalAccess.Read);
            var removed = await journal.CleanKeysAsync(copy.FullName, cancellation);
            await context.Output.WriteLineAsync($"{copy.Name}: {removed} destroyed keys were removed.");
            return 0;
        });
        return command;
    }

    private static async Task TellAsync(CliContext context, Centre centre, RetentionPlan plan)
    {
        var months = plan.Periods.GroupBy(p => p.Month).Select(g => $"{g.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture)} ({g.Count()})");
        await context.Output.WriteLineAsync(
            $"centre {centre.Key}: text of {(plan.Periods.Count == 0 ? "no month" : string.Join(", ", months))}; households off the file: {(plan.Households.Count == 0 ? "none" : string.Join(", ", plan.Households))}");
    }

    /// <summary>Journal, engine and telemetry while no server runs.</summary>
    private sealed class RetentionRoom(OfflineEngine offline, ServiceProvider services) : IAsyncDisposable
    {
        public OfflineEngine Offline => offline;

        public TextRetention Retention { get; } = new(
            offline.Engine, offline.Journal, services.GetRequiredService<ITelemetryStore>(), TimeProvider.System, NullLogger<TextRetention>.Instance);

        /// <summary>What sends waiting lines to the time series server: they have to be there before anything is erased.</summary>
        private IEnumerable<IHostedService> Services => services.GetServices<IHostedService>();

        public static async Task<RetentionRoom> OpenAsync(ElderAlertSettings settings, CancellationToken cancellation)
        {
            var room = new RetentionRoom(
                await OfflineEngine.OpenAsync(settings, cancellation),
                new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddTelemetry(settings).BuildServiceProvider());
            foreach (var service in room.Services)
            {
                await service.StartAsync(cancellation);
            }

            return room;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var service in Services)
            {
                await service.StopAsync(CancellationToken.None);
            }

            await services.DisposeAsync();
            await offline.DisposeAsync();
        }
    }
}
