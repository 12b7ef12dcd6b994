using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Hub;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Hub;

public sealed class ConsolePresenceTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private Hotline _hotline = null!;

    public async ValueTask InitializeAsync() => _hotline = await Hotline.StartAsync(_clock);

    public async ValueTask DisposeAsync()
    {
        await _hotline.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task SilentConsole_After15Seconds_LosesItsClaimsAndItsSeat()
    {
        var id = await _hotline.AlarmAsync();
        using var wang = await _hotline.SignInAsync("wang");
        using var boss = await _hotline.SignInAsync("boss");
        await using var console = await wang.OpenHubAsync(_patience.Token);
        await console.PingAsync();
        await console.ExecuteAsync(id.Value, "claim");
        Assert.Equal(["Person wang"], await SignedOnAsync(boss));

        await TurnAsync(TimeSpan.FromSeconds(15));
        Assert.Equal("wang", (await IncidentAsync(id)).Owner?.Value);
        await TurnAsync(TimeSpan.FromSeconds(2));

        Assert.Null((await IncidentAsync(id)).Owner);
        Assert.Empty(await SignedOnAsync(boss));
        var journal = await _hotline.JournalAsync(Hotline.Alpha);
        Assert.Contains(journal, e => e.Event is ClaimReleased { Operator.Value: "wang", Reason: ReleaseReason.ConsoleSilent });
        Assert.Contains(journal, e => e.Event is OperatorSignedOut { Operator.Value: "wang", Reason: "consoleSilent" });
    }

    [Fact]
    public async Task LastConsoleGone_IsAFaultThatConsolesAndHealthShow_UntilSomebodyIsBack()
    {
        using var wang = await _hotline.SignInAsync("wang");
        await using var console = await wang.OpenHubAsync(_patience.Token);
        await console.PingAsync();
        await TurnAsync(TimeSpan.FromSeconds(10));
        await console.PingAsync();
        Assert.Empty(_hotline.Server.Engine.Faults);

        await TurnAsync(TimeSpan.FromSeconds(17));
        await UntilFaultsAsync(2);
        Assert.Contains((await wang.GetAsync("/api/faults")).EnumerateArray(), f => f.GetProperty("fault").GetString() == "nobodySignedOn");
        Assert.Equal("degraded", (await wang.GetAsync("/health/ready")).GetProperty("status").GetString());

        await console.PingAsync();
        await UntilFaultsAsync(1);
        Assert.DoesNotContain(_hotline.Server.Engine.Faults, f => f.Centre == Hotline.Alpha);
    }

    /// <summary>A browser that is reloaded while it connects: its half connection must not stand for the operator for ever.</summary>
    [Fact]
    public async Task ConsoleThatWentWhileItConnected_DoesNotKeepTheOperatorSignedOn()
    {
        var services = _hotline.Server.Services;
        var (presence, directory) = (services.GetRequiredService<ConsolePresence>(), _hotline.Server.Engine.Directory);
        var (wang, alpha) = (directory.Find(new OperatorId("wang"))!, directory.Find(Hotline.Alpha)!);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await presence.ConnectedAsync("c1", Callers.Begin(wang, alpha), () => { }, new CancellationToken(canceled: true)));
        await presence.SignedOutAsync(Callers.Begin(wang, alpha), CancellationToken.None);

        Assert.Contains(await _hotline.JournalAsync(Hotline.Alpha), e => e.Event is OperatorSignedOut { Operator.Value: "wang", Reason: "signedOut" });
    }

    [Fact]
    public async Task PingingConsole_KeepsItsClaims()
    {
        var id = await _hotline.AlarmAsync();
        using var wang = await _hotline.SignInAsync("wang");
        await using var console = await wang.OpenHubAsync(_patience.Token);
        await console.ExecuteAsync(id.Value, "claim");

        for (var i = 0; i < 8; i++)
        {
            await TurnAsync(TimeSpan.FromSeconds(5));
            Assert.Equal(_clock.GetUtcNow(), await console.PingAsync());
        }

        Assert.Equal("wang", (await IncidentAsync(id)).Owner?.Value);
    }

    [Fact]
    public async Task ConsoleThatComesBackInTime_KeepsItsClaims()
    {
        var id = await _hotline.AlarmAsync();
        using var wang = await _hotline.SignInAsync("wang");
        await using (var console = await wang.OpenHubAsync(_patience.Token))
        {
            await console.ExecuteAsync(id.Value, "claim");
        }

        await TurnAsync(TimeSpan.FromSeconds(10));
        await using var back = await wang.OpenHubAsync(_patience.Token);
        await back.PingAsync();
        await TurnAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("wang", (await IncidentAsync(id)).Owner?.Value);
        Assert.Single(await _hotline.JournalAsync(Hotline.Alpha), e => e.Event is OperatorSignedIn { Operator.Value: "wang" });
    }

    [Fact]
    public async Task SilentConsole_IncidentTakenOverMeanwhile_StaysWithTheNewOwner()
    {
        var id = await _hotline.AlarmAsync();
        using var wang = await _hotline.SignInAsync("wang");
        using var boss = await _hotline.SignInAsync("boss");
        await using var console = await wang.OpenHubAsync(_patience.Token);
        await console.ExecuteAsync(id.Value, "claim");
        await boss.PostAsync($"/api/incidents/{id}/claim");

        await TurnAsync(TimeSpan.FromSeconds(17));

        Assert.Equal("boss", (await IncidentAsync(id)).Owner?.Value);
    }

    [Fact]
    public async Task Release_ForASilentConsoleThatHasItNoMore_IsRefused()
    {
        var id = await _hotline.AlarmAsync();
        using var boss = await _hotline.SignInAsync("boss");
        await boss.PostAsync($"/api/incidents/{id}/claim");
        var wang = Actor.Of(new OperatorId("wang"), Domain.Directory.OperatorRole.Operator);

        var result = await _hotline.Server.Engine.ExecuteAsync(
            Hotline.Alpha, id, context => new Release(wang, ReleaseReason.ConsoleSilent, context.Roster), requestId: null, CancellationToken.None);

        Assert.Equal(RejectionCode.NotOwner, Assert.IsType<CommandResult.Refused>(result).Rejection.Code);
        Assert.Equal("boss", (await IncidentAsync(id)).Owner?.Value);
    }

    [Fact]
    public async Task SignOut_ReleasesTheClaims()
    {
        var id = await _hotline.AlarmAsync();
        using var wang = await _hotline.SignInAsync("wang");
        await wang.PostAsync($"/api/incidents/{id}/claim");

        using var gone = await wang.Http.DeleteAsync("/api/session");

        Assert.Null((await IncidentAsync(id)).Owner);
    }

    [Fact]
    public async Task OperatorTakenOffTheFile_ConsoleIsClosed()
    {
        using var wang = await _hotline.SignInAsync("wang");
        await using var console = await wang.OpenHubAsync(_patience.Token);
        await console.ResumeAsync("alpha", 0);
        await console.NextAsync(_patience.Token);
        var who = _hotline.Server.Engine.Directory.Find(new OperatorId("wang"))!;

        await _hotline.Server.Engine.EditAsync(new DirectoryEdit(Hotline.Alpha, Actor.System, [], [who]), CancellationToken.None);

        await console.Ended.WaitAsync(_patience.Token);
    }

    private async Task<IEnumerable<string>> SignedOnAsync(TestBrowser browser) =>
        (await browser.GetAsync("/api/presence")).EnumerateArray().Select(p => p.GetProperty("name").GetString()!).ToList();

    private async Task<Incident> IncidentAsync(IncidentId id) =>
        (await _hotline.Server.Engine.FindAsync(Hotline.Alpha, id, CancellationToken.None))!;

    /// <summary>Turns the clock second by second, and each time waits until the watch has looked and what it did is committed.</summary>
    private async Task TurnAsync(TimeSpan time)
    {
        for (var turned = TimeSpan.Zero; turned < time; turned += TimeSpan.FromSeconds(1))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            await _hotline.Server.Engine.RecordAsync(Hotline.Beta, new DeviceRefused("settle", "test"), _patience.Token);
        }
    }

    /// <summary>The auditor looks on a thread of its own. The other centre has nobody all the time.</summary>
    private async Task UntilFaultsAsync(int count)
    {
        while (_hotline.Server.Engine.Faults.Count != count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, _patience.Token);
        }
    }
}
