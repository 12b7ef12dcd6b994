using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>
/// A process that appends entries, and with each a signal, until it is killed or the disk refuses, and says on stdout what was acknowledged.
/// </summary>
internal static class Appender
{
    public const string Verb = "append";
    public const int Refused = 3;
    private const int Devices = 7;

    /// <summary>The recent signals of every few batches are filed.</summary>
    public static StorageOptions OptionsOf(string folder) => new() { Path = folder, RecentSignals = 50 };

    /// <summary>The signal of an entry.</summary>
    public static SignalRow SignalOf(long position) =>
        Samples.SignalRow($"s-{position}", position, new IncidentId("i-1"), $"pendant-{position % Devices}");

    public static async Task<int> RunAsync(string folder)
    {
        try
        {
            using var journal = SqliteJournal.Open(OptionsOf(folder));
            var heads = (await journal.LoadAsync(CancellationToken.None)).Heads;
            var position = heads.GetValueOrDefault(Samples.Centre);
            for (var size = 1; ; size = (size % 20) + 1)
            {
                var entries = Samples.Notes(position + 1, size);
                await journal.AppendAsync(Samples.Batch(entries, [.. entries.Select(e => SignalOf(e.Position))]), CancellationToken.None);
                position += size;
                await Console.Out.WriteLineAsync(position.ToString(CultureInfo.InvariantCulture));
                await Console.Out.FlushAsync();
            }
        }
        catch (JournalException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Refused;
        }
    }
}
