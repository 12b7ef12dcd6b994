using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Server.Hub;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Hub;

public sealed class DispatchHubTests : HotlineTests, IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    private CancellationToken Patience => _patience.Token;

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task Resume_FreshConsole_GetsASnapshotThenEveryEntry()
    {
        var before = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");
        await using var console = await wang.OpenHubAsync(Patience);

        await console.ResumeAsync("alpha", 0);
        var snapshot = await console.NextAsync(Patience);
        await wang.PostAsync($"/api/incidents/{before}/note", new { text = "live" });
        var entry = await console.UntilEventAsync("noteAdded", Patience);

        Assert.Equal("Snapshot", snapshot.Target);
        Assert.Contains(snapshot.Arguments[2].EnumerateArray(), i => i.GetProperty("id").GetString() == before.Value);
        Assert.All(snapshot.Arguments[2].EnumerateArray(), i => Assert.InRange(i.GetProperty("position").GetInt64(), 1, snapshot.Position));
        Assert.Equal("alpha", entry.Arguments[0].GetString());
        Assert.Equal(entry.Position, entry.Arguments[2].GetProperty("position").GetInt64());
        Assert.Equal("live", entry.Arguments[3].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Resume_FromTheMiddle_SendsExactlyWhatAConsoleThatStayedSaw()
    {
        using var wang = await Hotline.SignInAsync("wang");
        await using var stayed = await wang.OpenHubAsync(Patience);
        await stayed.ResumeAsync("alpha", 0);
        var start = (await stayed.NextAsync(Patience)).Position;
        var id = await Hotline.AlarmAsync();
        await wang.PostAsync($"/api/incidents/{id}/claim");
        await wang.PostAsync($"/api/incidents/{id}/step", new { step = "voiceContact", reached = true });
        await wang.PostAsync($"/api/incidents/{id}/dispatch", new { responder = "alpha-guard" });
        await wang.PostAsync($"/api/incidents/{id}/note", new { text = "the end" });
        var seen = await ReadToNoteAsync(stayed, "the end");

        await using var came = await wang.OpenHubAsync(Patience);
        await came.ResumeAsync("alpha", start);
        var replayed = await ReadToNoteAsync(came, "the end");

        Assert.NotEmpty(seen);
        Assert.Equal(seen.Select(Text), replayed.Select(Text));
        Assert.Equal(Enumerable.Range(0, seen.Count).Select(i => start + 1 + i), replayed.Select(m => m.Position));
    }

    [Fact]
    public async Task Resume_AfterALongGap_SendsASnapshot()
    {
        using var bela = await Hotline.SignInAsync("bela");
        await RecordAsync(Hotline.Beta, ConsoleFeed.LongestGap + 1);
        await using var console = await bela.OpenHubAsync(Patience);

        await console.ResumeAsync("beta", 1);

        Assert.Equal("Snapshot", (await console.NextAsync(Patience)).Target);
    }

    [Fact]
    public async Task Resume_PositionThatDoesNotExistYet_SendsASnapshot()
    {
        using var bela = await Hotline.SignInAsync("bela");
        await using var console = await bela.OpenHubAsync(Patience);

        await console.ResumeAsync("beta", long.MaxValue);

        Assert.Equal("Snapshot", (await console.NextAsync(Patience)).Target);
    }

    [Fact]
    public async Task Resume_WhileEntriesPourIn_HasNoGapAndNoDouble()
    {
        using var wang = await Hotline.SignInAsync("wang");
        var pouring = PourAsync(Hotline.Alpha, 1_500);
        var consoles = Enumerable.Range(0, 3).Select(_ => FollowWithReconnectsAsync(wang, pouring)).ToList();

        await pouring;
        var last = Hotline.Server.Engine.Feed.Head(Hotline.Alpha);
        foreach (var positions in await Task.WhenAll(consoles))
        {
            Assert.Equal(Enumerable.Range(0, positions.Count).Select(i => positions[0] + i), positions);
            Assert.InRange(positions[^1], last - 10, long.MaxValue);
        }
    }

    [Fact]
    public async Task Resume_AnotherCentre_IsAnError()
    {
        using var wang = await Hotline.SignInAsync("wang");
        await using var console = await wang.OpenHubAsync(Patience);

        var refused = await Assert.ThrowsAsync<HubCallException>(() => console.ResumeAsync("beta", 0));

        Assert.Contains("no such centre", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_AllowedAction_AnswersTheViewAndRefusedOneTheProblem()
    {
        var id = await Hotline.AlarmAsync();
        var foreign = await Hotline.AlarmAsync(Hotline.OtherPendant);
        using var boss = await Hotline.SignInAsync("boss");
        await using var console = await boss.OpenHubAsync(Patience);

        var claimed = await console.ExecuteAsync(id.Value, "claim", new { });
        var refused = await console.ExecuteAsync(id.Value, "close");
        var wrong = await console.ExecuteAsync(id.Value, "note", new { });
        var unknown = await console.ExecuteAsync(id.Value, "explode");
        var other = await console.ExecuteAsync(foreign.Value, "claim");

        Assert.Equal("claimed", claimed.GetProperty("ok").GetProperty("state").GetString());
        Assert.False(claimed.TryGetProperty("problem", out _));
        Assert.Equal("wrongState", refused.GetProperty("problem").GetProperty("code").GetString());
        Assert.False(refused.TryGetProperty("ok", out _));
        Assert.True(wrong.GetProperty("problem").GetProperty("errors").TryGetProperty("text", out _));
        Assert.Equal(404, unknown.GetProperty("problem").GetProperty("status").GetInt32());
        Assert.Equal("notFound", other.GetProperty("problem").GetProperty("code").GetString());
        await console.ExecuteAsync(id.Value, "release");
    }

    [Fact]
    public async Task Execute_SameRequestIdTwice_IsCarriedOutOnce()
    {
        var id = await Hotline.AlarmAsync();
        using var boss = await Hotline.SignInAsync("boss");
        await using var console = await boss.OpenHubAsync(Patience);
        var body = new { text = "hub once", requestId = Guid.NewGuid() };

        await console.ExecuteAsync(id.Value, "note", body);
        await console.ExecuteAsync(id.Value, "note", body);

        Assert.Single(await Hotline.JournalAsync(Hotline.Alpha), e => e.Event is NoteAdded { Text.Value: "hub once" });
    }

    [Fact]
    public async Task SignOut_ClosesTheSessionsConsoles()
    {
        using var browser = await Hotline.SignInAsync("bela-boss");
        await using var console = await browser.OpenHubAsync(Patience);
        await console.PingAsync();

        using var gone = await browser.Http.DeleteAsync("/api/session");

        await console.Ended.WaitAsync(Patience);
    }

    private async Task<List<HubMessage>> ReadToNoteAsync(HubClient console, string text)
    {
        var seen = new List<HubMessage>();
        do
        {
            seen.Add(await console.NextAsync(Patience));
        }
        while (seen[^1].EventType != "noteAdded" || seen[^1].Arguments[3].GetProperty("text").GetString() != text);
        return seen;
    }

    /// <summary>Follows the centre until the pouring is over, dropping the connection every hundred entries; every position that was shown.</summary>
    private async Task<List<long>> FollowWithReconnectsAsync(TestBrowser browser, Task pouring)
    {
        var positions = new List<long>();
        var known = 0L;
        while (!pouring.IsCompleted || known < Hotline.Server.Engine.Feed.Head(Hotline.Alpha))
        {
            await using var console = await browser.OpenHubAsync(Patience);
            await console.ResumeAsync("alpha", known);
            for (var i = 0; i < 100 && (!pouring.IsCompleted || known < Hotline.Server.Engine.Feed.Head(Hotline.Alpha)); i++)
            {
                var message = await console.NextAsync(Patience);
                known = message.Position;
                if (message.Target == "Entry")
                {
                    positions.Add(known);
                }
                else
                {
                    positions.Clear();
                }
            }
        }

        return positions;
    }

    private async Task PourAsync(CentreId centre, int count)
    {
        for (var i = 0; i < count / 10; i++)
        {
            await RecordAsync(centre, 10);
        }
    }

    private Task RecordAsync(CentreId centre, int count) => Task.WhenAll(Enumerable.Range(0, count)
        .Select(i => Hotline.Server.Engine.RecordAsync(centre, new DeviceRefused($"device-{i}", "test"), Patience).AsTask()));

    private static string Text(HubMessage message) => JsonSerializer.Serialize(message.Arguments);
}
