using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Tests.Transport;

public sealed class BackOffTests
{
    [Fact]
    public void Next_FailureAfterFailure_DoublesUpToAMinute()
    {
        var backOff = new BackOff(new Random(1));
        var waits = Enumerable.Range(0, 20).Select(_ => backOff.Next().TotalSeconds).ToList();

        for (var failure = 0; failure < waits.Count; failure++)
        {
            var full = Math.Min(60, Math.Pow(2, failure));
            Assert.InRange(waits[failure], full / 2, full);
        }
    }

    [Fact]
    public void Reset_AfterFailures_BeginsAnew()
    {
        var backOff = new BackOff(new Random(1));
        for (var failure = 0; failure < 9; failure++)
        {
            backOff.Next();
        }

        backOff.Reset();

        Assert.InRange(backOff.Next().TotalSeconds, 0.5, 1);
    }
}
