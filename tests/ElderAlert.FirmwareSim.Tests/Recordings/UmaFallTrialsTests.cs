using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Recordings;
using ElderAlert.Tests.Shared;

namespace ElderAlert.FirmwareSim.Tests.Recordings;

public sealed class UmaFallTrialsTests : IDisposable
{
    private const string Labels = "trial_id,subject,age,sex,class,movement\nS01T001,S01,67,F,adl,Walking\nS01T002,S01,67,F,fall,lateralFall\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("firmware-sim-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_TheRecordings_FindsEveryTrialOfEverySubject()
    {
        var trials = UmaFallTrials.Read(RecordedData.Require("falls/umafall"));

        Assert.Equal(11, trials.Select(trial => trial.Subject).Distinct().Count());
        Assert.Equal(483, trials.Select(trial => trial.Id).Distinct().Count());
        Assert.Equal(145, trials.Where(trial => trial.IsFall).Select(trial => trial.Id).Distinct().Count());
    }

    [Fact]
    public void Read_SamplesOfTwoPositions_AreTwoTrials()
    {
        Write(Labels, "S01T002,WR,10,0.5,-1,0\nS01T002,WA,12,0,-1,0\nS01T002,WR,10,0.5,-1,0\n");

        var trials = UmaFallTrials.Read(_folder.FullName);

        Assert.Equal([WearPosition.Wrist, WearPosition.Waist], trials.Select(trial => trial.Position));
        Assert.Equal([new AccelerometerSample(10, 0.5f, -1, 0), new AccelerometerSample(10, 0.5f, -1, 0)], trials[0].Samples);
        Assert.True(trials[0].IsFall);
    }

    [Theory]
    [InlineData("S01T002,XX,10,0.5,-1,0\n", "line 2")]
    [InlineData("S01T002,WR,10,0.5,-1\n", "line 2")]
    [InlineData("S01T002,WR,10,0.5,-1,0\nS01T002,WR,ten,0.5,-1,0\n", "line 3")]
    [InlineData("S01T009,WR,10,0.5,-1,0\n", "S01T009")]
    public void Read_RowNotAsDescribed_SaysWhere(string samples, string where)
    {
        Write(Labels, samples);

        var exception = Assert.Throws<FormatException>(() => UmaFallTrials.Read(_folder.FullName));

        Assert.Contains(where, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RecordedTraces_NoFallAtAPosition_IsRefusedAtTheStart()
    {
        Write(Labels, "S01T002,WR,10,0.5,-1,0\n");

        Assert.Throws<ArgumentException>(() => new RecordedTraces(UmaFallTrials.Read(_folder.FullName)));
    }

    private void Write(string labels, string samples)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "labels.csv"), labels);
        var acc = _folder.CreateSubdirectory("acc");
        File.WriteAllText(Path.Combine(acc.FullName, "S01.csv"), "trial_id,pos,t_ms,ax_g,ay_g,az_g\n" + samples);
    }
}
