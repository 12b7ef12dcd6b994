using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Engine.Tests.Directory;

/// <summary>A number that is no date in the end stops the watch for every home: it is not put on file.</summary>
public sealed class SilenceValuesTests
{
    private static readonly SilencePolicy Usual = SilencePolicy.Usual(DutyFile.Centre);

    [Fact]
    public void Problems_TheDefaults_AreNone() => Assert.Empty(SilenceValues.Problems(Usual));

    public static TheoryData<SilencePolicy> Endless() =>
    [
        Usual with { Outage = Usual.Outage with { Within = TimeSpan.MaxValue } },
        Usual with { Battery = Usual.Battery with { RemindAfter = TimeSpan.MaxValue } },
        Usual with { Inactivity = Usual.Inactivity with { DaysKept = int.MaxValue } },
        Usual with { Inactivity = Usual.Inactivity with { Unlearned = TimeSpan.MaxValue } },
        Usual with { Absence = Usual.Absence with { Longest = TimeSpan.MaxValue } },
        Usual with { Absence = Usual.Absence with { Departure = TimeSpan.MaxValue } },
        Usual with { Absence = Usual.Absence with { Departure = TimeSpan.FromSeconds(-1) } },
    ];

    [Theory]
    [MemberData(nameof(Endless))]
    public void Problems_ATimeWithoutEnd_IsOne(SilencePolicy policy) => Assert.Single(SilenceValues.Problems(policy));

    [Theory]
    [InlineData(366, false)]
    [InlineData(367, true)]
    public void Problems_AProfile_LostAfterAYearAtMost(int days, bool isRefused) =>
        Assert.Equal(isRefused, SilenceValues.Problems(new DeviceProfile(DutyFile.Centre, new ProfileId("p"), "P", TimeSpan.FromHours(1), TimeSpan.FromDays(days))).Any());
}
