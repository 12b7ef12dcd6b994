using System.Globalization;
using ElderAlert.Domain.Silence;

namespace ElderAlert.Domain.Tests.Silence;

/// <summary>A home whose signs of life were recorded, in local time.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="DaysToLearn">So many days are only learned from.</param>
/// <param name="Signs">In order.</param>
internal sealed record RecordedHome(string Name, int DaysToLearn, IReadOnlyList<(DateTimeOffset At, SignOfLife Sign)> Signs)
{
    /// <summary>CASAS Aruba: activities of one older woman; leaving and entering are what her door would have told, without which of the two.</summary>
    public static RecordedHome Aruba(string data) => Read(
        "Aruba", 28, Path.Combine(data, "casas_aruba_activities", "activities.csv"), f => f[2] is "Leave_Home" or "Enter_Home");

    /// <summary>Ordonez A or B: raw binary sensors.</summary>
    public static RecordedHome Ordonez(string data, char home, int daysToLearn) => Read(
        $"Ordonez {home}", daysToLearn, Path.Combine(data, "ordonez_uci271", $"home{home}_sensors.csv"), f => f[2] == "Maindoor");

    private static RecordedHome Read(string name, int daysToLearn, string file, Func<string[], bool> isDoor)
    {
        var signs = new List<(DateTimeOffset, SignOfLife)>();
        foreach (var fields in File.ReadLines(file).Skip(1).Select(line => line.Split(',')))
        {
            var sign = isDoor(fields) ? SignOfLife.Door : SignOfLife.Motion;
            signs.Add((Time(fields[0]), sign));
            signs.Add((Time(fields[1]), sign));
        }

        return new RecordedHome(name, daysToLearn, signs.OrderBy(s => s.Item1).ToList());
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
