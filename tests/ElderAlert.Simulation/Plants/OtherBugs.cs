using ElderAlert.Simulation.Disk;
using ElderAlert.Simulation.Server;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Simulation.Plants;

/// <summary>Everything that waits for time waits three seconds longer.</summary>
internal sealed class TimersLate : PlantedBug
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    public override TimeProvider Between(TimeProvider clock) => new Sluggish(clock);

    private sealed class Sluggish(TimeProvider clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime + Late, period);
    }
}

/// <summary>A request that went wrong is sent again although nobody has looked whether it arrived.</summary>
internal sealed class PageTwice : PlantedBug
{
    public override HttpMessageHandler Between(HttpMessageHandler line) => new Insistent { InnerHandler = line };

    private sealed class Insistent : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                return answer.IsSuccessStatusCode ? answer : await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}

/// <summary>An answering machine counts as somebody who has pressed 1.</summary>
internal sealed class VoicemailIsAPerson : PlantedBug
{
    public override async Task CalledAsync(Life life, string path, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        if (form.Any(field => field is { Key: "AnsweredBy", Value: "machine_start" }))
        {
            await life.PostAsync(path.Replace("/status/", "/key/", StringComparison.Ordinal), [.. form.Where(field => field.Key != "AnsweredBy"), new("Digits", "1")]);
        }
    }
}

/// <summary>A commit is told of before it is synced: a loss of power takes it away.</summary>
internal sealed class CommitNotSynced : PlantedBug
{
    public override void LostPower(StoreFolder folder) => folder.LoseWal();
}

/// <summary>Somebody has changed a row of the journal.</summary>
internal sealed class RowChanged : PlantedBug
{
    public override void Ended(StoreFolder folder)
    {
        using var store = new SqliteConnection($"Data Source={folder.JournalFile};Pooling=False");
        store.Open();
        using var change = store.CreateCommand();
        change.CommandText = "DROP TRIGGER journal_is_never_changed; UPDATE journal SET hash = zeroblob(length(hash)) WHERE position = 2";
        change.ExecuteNonQuery();
    }
}
