using System.Globalization;
using System.Net;
using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Tests.Hosting;

/// <summary>What goes wrong beside the alarms does not stop them, and mends itself.</summary>
public sealed class SteadyServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WorkFails_IsShownAndBegunAnew()
    {
        var clock = new FakeClock();
        using var service = new Sick(clock) { IsSick = true };
        await service.StartAsync(Cancellation);
        await clock.UntilTimerAsync(SteadyService.Pause);
        Assert.Equal((nameof(InvalidDataException), 1), (service.Fault, service.Beginnings));

        service.IsSick = false;
        clock.Advance(SteadyService.Pause);
        await service.Working.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);

        Assert.Equal(2, service.Beginnings);
        clock.Advance(3 * SteadyService.Pause);
        Assert.Null(service.Fault);
        await service.StopAsync(Cancellation);
    }

    [Fact]
    public async Task BuiltInPhonesAreBroken_AlarmsAreTaken_AndMessagesArriveWhenTheyAreMended()
    {
        await using var hotline = await Hotline.StartAsync();
        using var browser = hotline.Server.Browser();
        Change(hotline, "ALTER TABLE items RENAME TO gone");
        await UntilAsync(async () => (await HealthAsync(browser)).Contains("built-in phones", StringComparison.Ordinal));

        await hotline.AlarmAsync();
        using (var ready = await browser.Http.GetAsync("/health/ready", Cancellation))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        Change(hotline, "ALTER TABLE gone RENAME TO items");
        var id = await hotline.AlarmAsync(Hotline.OtherPendant);
        await UntilAsync(async () => (await hotline.Server.Engine.FindAsync(id, Cancellation))!.Notifications.Any(n => n.State == NotificationState.Delivered));
    }

    private static async Task<string> HealthAsync(TestBrowser browser) =>
        (await browser.GetAsync("/health/ready")).GetProperty("checks").GetProperty("services").ToString();

    private static async Task UntilAsync(Func<Task<bool>> holdsAsync)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holdsAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private static void Change(Hotline hotline, string sql)
    {
        using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={Path.Combine(hotline.Server.Folder, "outbox.db")};Pooling=False"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Sick(TimeProvider time) : SteadyService("the sick one", time, NullLogger.Instance)
    {
        public bool IsSick { get; set; }

        public int Beginnings { get; private set; }

        public TaskCompletionSource Working { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task WorkAsync(CancellationToken stopping)
        {
            Beginnings++;
            if (IsSick)
            {
                throw new InvalidDataException("not today");
            }

            Working.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, stopping);
        }
    }
}
