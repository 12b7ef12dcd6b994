using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Tests.Transport;

public sealed class FlashTests
{
    [Fact]
    public void TryPeek_SignalBehindReadings_GoesFirst()
    {
        var flash = new Flash();
        flash.Store(Reading("a"));
        flash.Store(Signal("b"));

        Assert.Equal(["b", "a"], Drain(flash));
    }

    [Fact]
    public void Store_MoreReadingsThanFit_ForgetsTheOldestAndNoSignal()
    {
        var flash = new Flash(readingCapacity: 2);
        for (var number = 0; number < 100; number++)
        {
            flash.Store(Signal($"s{number}"));
            flash.Store(Reading($"r{number}"));
        }

        var left = Drain(flash);
        Assert.Equal(100, left.Count(topic => topic[0] == 's'));
        Assert.Equal(["r98", "r99"], left.Where(topic => topic[0] == 'r'));
    }

    [Fact]
    public void Remove_ReadingThatMadeRoomMeanwhile_RemovesNothingElse()
    {
        var flash = new Flash(readingCapacity: 1);
        flash.Store(Reading("old"));
        flash.TryPeek(out var old);
        flash.Store(Reading("new"));
        flash.Remove(old!);

        Assert.Equal(["new"], Drain(flash));
    }

    [Fact]
    public async Task WaitAsync_StoredBefore_CompletesAtOnce()
    {
        var flash = new Flash();
        flash.Store(Signal("a"));

        await flash.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static OutgoingMessage Signal(string topic) => new(topic, [], MustArrive: true);

    private static OutgoingMessage Reading(string topic) => new(topic, []);

    private static List<string> Drain(Flash flash)
    {
        var topics = new List<string>();
        while (flash.TryPeek(out var message))
        {
            topics.Add(message.Topic);
            flash.Remove(message);
        }

        return topics;
    }
}
