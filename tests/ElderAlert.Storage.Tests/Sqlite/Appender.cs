using System.Globalization;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>A process that appends until it is killed or the disk refuses, and says on stdout what was acknowledged.</summary>
internal static class Appender
{
    public const string Verb = "append";
    public const int Refused = 3;

    public static async Task<int> RunAsync(string folder)
    {
        try
        {
            using var journal = SqliteJournal.Open(new StorageOptions { Path = folder });
            var heads = (await journal.LoadAsync(CancellationToken.None)).Heads;
            var position = heads.GetValueOrDefault(Samples.Centre);
            for (var size = 1; ; size = (size % 20) + 1)
            {
                await journal.AppendAsync(Samples.Batch(Samples.Notes(position + 1, size)), CancellationToken.None);
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
