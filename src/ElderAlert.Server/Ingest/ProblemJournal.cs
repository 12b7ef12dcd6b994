using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using ElderAlert.Devices;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Mqtt;

namespace ElderAlert.Server.Ingest;

/// <summary>
/// Journals what could not be read, for operators to see: it may have been a call for help. The same bytes on the same topic count
/// once a minute, and a problem without any sound of danger once an hour for its topic. A device that sends nothing but rubbish must not
/// fill the disk that alarms are written to: of what exceeds <see cref="PerMinute"/> the journal knows only that it came.
/// </summary>
internal sealed class ProblemJournal(IncidentEngine engine, RecentKeys recent, IngestCounters counters, TimeProvider time, ILogger<ProblemJournal> logger)
{
    /// <summary>So many problems a minute are kept of each device that is connected.</summary>
    public const int PerMinute = 60;

    private const int PayloadBytes = 4_096;
    private const int TopicLength = 256;
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RoutineWindow = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<DeviceId, MinuteAllowance> _allowances = new();

    /// <summary>Journals the problems; completes after they are on disk.</summary>
    /// <exception cref="EngineUnavailableException">They are not, and the message may not be acknowledged.</exception>
    public async Task RecordAsync(Device sender, ApplicationMessage message, IReadOnlyList<ReadingProblem> problems)
    {
        foreach (var problem in problems)
        {
            counters.InputRejected();
            var key = KeyOf(sender, message, problem);
            if (recent.Contains(key))
            {
                continue;
            }

            var granted = _allowances.GetOrAdd(sender.Id, _ => new MinuteAllowance(PerMinute, time)).Take();
            if (granted is Granted.StillNot)
            {
                continue;
            }

            await engine.RecordAsync(sender.Centre, granted is Granted.Yes ? Kept(sender, message, problem) : TooMany(sender, problem), CancellationToken.None);

            // Remembered after the commit: what was not journalled is journalled when the device sends it again.
            recent.Remember(key, problem.Routine ? RoutineWindow : RepeatWindow);
        }
    }

    private static InputRejected Kept(Device sender, ApplicationMessage message, ReadingProblem problem) =>
        new(sender.Id, Cut(message.Topic), problem.Problem, problem.Reason, TextOf(message.Payload.Span));

    private InputRejected TooMany(Device sender, ReadingProblem problem)
    {
        IngestLog.ManyProblems(logger, sender.Id.Value, PerMinute);
        return new(sender.Id, "", problem.Problem, $"This device has sent {PerMinute} messages within a minute that cannot be read; the others of this minute are not kept.", "");
    }

    /// <summary>The first bytes as text; base64 where they are none.</summary>
    internal static PrivateText TextOf(ReadOnlySpan<byte> payload)
    {
        if (!Utf8.IsValid(payload))
        {
            return Convert.ToBase64String(payload[..Math.Min(payload.Length, PayloadBytes)]);
        }

        var end = Math.Min(payload.Length, PayloadBytes);
        while (end < payload.Length && (payload[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return Encoding.UTF8.GetString(payload[..end]);
    }

    private static string Cut(string topic) => topic.Length <= TopicLength ? topic : topic[..TopicLength];

    private static string KeyOf(Device sender, ApplicationMessage message, ReadingProblem problem) => problem.Routine
        ? $"routine {sender.Id} {problem.Problem} {message.Topic}"
        : $"problem {sender.Id} {Convert.ToBase64String(SHA256.HashData(message.Payload.Span), 0, 15)} {problem.Reason} {message.Topic}";
}
