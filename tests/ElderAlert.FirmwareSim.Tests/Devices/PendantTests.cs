using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Tests.Support;

namespace ElderAlert.FirmwareSim.Tests.Devices;

public sealed class PendantTests
{
    private readonly Bench _bench = new(Bench.Pendant);

    [Fact]
    public void Press_NobodyAnswers_CallsAtOnceAndRepeatsUntilItGivesUp()
    {
        _bench.Sense(new Stimulus.Press());
        Assert.Equal("sos", Assert.Single(_bench.ReadSignals()).Kind());

        _bench.Advance(TimeSpan.FromMinutes(2));

        var repeats = _bench.ReadSignals();
        Assert.Equal(["1", "2", "3", "4", "5"], repeats.Select(signal => signal.Detail("repeat")));
        Assert.Equal(5, repeats.Select(signal => signal.Id()).Distinct().Count());
    }

    [Fact]
    public void Press_CallReceived_RepeatsNoMore()
    {
        _bench.Sense(new Stimulus.Press());
        _bench.Advance(TimeSpan.FromSeconds(6));
        _bench.Obey(CommandType.Received);
        _bench.ReadSignals();

        _bench.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(_bench.ReadSignals());
    }

    [Fact]
    public void Press_Twice_CountsThePresses()
    {
        _bench.Sense(new Stimulus.Press());
        _bench.Advance(TimeSpan.FromSeconds(1));
        _bench.Sense(new Stimulus.Press());

        Assert.Equal(["1", "2"], _bench.ReadSignals().Select(signal => signal.Detail("press")));
    }

    [Fact]
    public void LongPress_WhileLatched_CancelsAndFallsSilent()
    {
        _bench.Sense(new Stimulus.Press());
        _bench.Advance(TimeSpan.FromSeconds(2));
        _bench.ReadSignals();

        _bench.Sense(new Stimulus.Press(IsLong: true));
        _bench.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("cancel", Assert.Single(_bench.ReadSignals()).Kind());
    }

    [Fact]
    public void LongPress_NothingLatched_Calls()
    {
        _bench.Sense(new Stimulus.Press(IsLong: true));

        Assert.Equal("sos", Assert.Single(_bench.ReadSignals()).Kind());
    }

    [Fact]
    public void LongPress_LatchHasRunOut_CallsAgain()
    {
        _bench.Sense(new Stimulus.Press());
        _bench.Advance(TimeSpan.FromMinutes(11));
        _bench.ReadSignals();

        _bench.Sense(new Stimulus.Press(IsLong: true));

        Assert.Equal("sos", Assert.Single(_bench.ReadSignals()).Kind());
    }

    [Fact]
    public void Press_WhileAsking_SaysThatAllIsWell()
    {
        _bench.Obey(CommandType.Confirm);
        _bench.Sense(new Stimulus.Press());

        var answer = Assert.Single(_bench.ReadSignals());
        Assert.Equal(("cancel", "well"), (answer.Kind(), answer.Detail("answer")));
    }

    [Fact]
    public void LongPress_WhileAsking_CallsForHelp()
    {
        _bench.Obey(CommandType.Confirm);
        _bench.Sense(new Stimulus.Press(IsLong: true));

        Assert.Equal("sos", Assert.Single(_bench.ReadSignals()).Kind());
    }

    [Fact]
    public void Press_WithoutPower_SaysNothing()
    {
        _bench.Read();
        _bench.Firmware.PowerDown();
        _bench.Sense(new Stimulus.Press());
        _bench.Advance(TimeSpan.FromDays(2));

        Assert.Empty(_bench.Read());
        Assert.False(_bench.Radio.IsUp);
    }
}
