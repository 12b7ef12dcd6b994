using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;
using ElderAlert.Domain.Tests.Incidents;

namespace ElderAlert.Domain.Tests.Silence;

/// <summary>A silence of a recorded home, and what a rule makes of it.</summary>
/// <param name="From">The sign before it.</param>
/// <param name="To">The sign that ended it.</param>
/// <param name="IsOut">The door says that nobody was in.</param>
/// <param name="DueAt">When the rule would raise the alarm, were the silence to last.</param>
internal readonly record struct JudgedSilence(DateTimeOffset From, DateTimeOffset To, bool IsOut, DateTimeOffset DueAt);

/// <summary>How a rule did.</summary>
internal sealed record RuleFigures(double FalseAlarmsAWeek, double MedianHours, double P90Hours);

/// <summary>Lets a home live through its recording under the product's own rules, learning as it goes.</summary>
internal static class SilenceReplay
{
    private static readonly InactivityLimits Limits = SilencePolicy.Usual(World.Centre).Inactivity;
    private static readonly Resident Alone = new(World.Centre, new ResidentId("r"), World.Home, "r", null, 1, LivesAlone: true, []);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(40);

    /// <summary>Every silence after the days of learning, judged by the home's own rhythm as it was known when the silence began.</summary>
    public static List<JudgedSilence> ByRhythm(RecordedHome recorded) => Run(recorded, (home, table) =>
    {
        for (var now = home.LastSignAt!.Value.AddMinutes(1); now - home.LastSignAt < Longest; now = now.AddMinutes(1))
        {
            if (InactivityRules.Judge(home, table(DateOnly.FromDateTime(now.DateTime)), [], [Alone], Limits, now) is not null)
            {
                return now;
            }
        }

        return home.LastSignAt.Value + Longest;
    });

    /// <summary>The same silences under the fixed rule: so long without motion, in or out.</summary>
    public static List<JudgedSilence> ByFixed(RecordedHome recorded, TimeSpan limit) => Run(recorded, (home, _) => home.LastSignAt!.Value + limit);

    /// <summary>False alarms, and how soon it is found when the stream is cut at random times while somebody is in.</summary>
    /// <param name="silences">The judged silences.</param>
    /// <param name="knowsWhoIsOut">Whether silences with nobody in raise no alarm.</param>
    public static RuleFigures Measure(List<JudgedSilence> silences, bool knowsWhoIsOut)
    {
        var weeks = (silences[^1].To - silences[0].From).TotalDays / 7;
        var wrong = silences.Count(s => s.DueAt < s.To && !(knowsWhoIsOut && s.IsOut && s.DueAt - s.From < Limits.Out));
        var random = new Random(96345);
        var hours = new List<double>();
        while (hours.Count < 4_000)
        {
            var cut = silences[0].From + (silences[^1].To - silences[0].From) * random.NextDouble();
            var at = silences[Math.Max(0, ~silences.BinarySearch(new JudgedSilence(cut, cut, IsOut: false, cut), ByStart) - 1)];
            if (!at.IsOut && at.DueAt > cut)
            {
                hours.Add((at.DueAt - cut).TotalHours);
            }
        }

        hours.Sort();
        return new RuleFigures(wrong / weeks, hours[hours.Count / 2], hours[hours.Count * 9 / 10]);
    }

    private static readonly Comparer<JudgedSilence> ByStart = Comparer<JudgedSilence>.Create((a, b) => a.From < b.From ? -1 : 1);

    private static List<JudgedSilence> Run(RecordedHome recorded, Func<HomeWatch, Func<DateOnly, RhythmTable>, DateTimeOffset> due)
    {
        var home = new HomeWatch(World.Home);
        var rhythm = Rhythm.Empty;
        var tables = new Dictionary<DateOnly, RhythmTable>();
        var silences = new List<JudgedSilence>();
        var judgedFrom = new DateTimeOffset(recorded.Signs[0].At.Date, TimeSpan.Zero).AddDays(1 + recorded.DaysToLearn);
        foreach (var (at, sign) in recorded.Signs)
        {
            if (home.LastSignAt is { } last && at > last)
            {
                if (last >= judgedFrom)
                {
                    silences.Add(new JudgedSilence(last, at, home.Occupancy.IsOut(at, Limits.Settle), due(home, TableOf)));
                }

                if (InactivityRules.IsUsual(home, [], at, Limits))
                {
                    rhythm = rhythm.With(last.DateTime, at.DateTime, Limits.DaysKept);
                }
            }

            home = home.After(sign, at, doorTells: true, Limits.Settle);
            if (!tables.ContainsKey(DateOnly.FromDateTime(at.DateTime)))
            {
                tables.Clear();
            }
        }

        return silences;

        RhythmTable TableOf(DateOnly date) => tables.TryGetValue(date, out var known) ? known : tables[date] = RhythmTable.For(rhythm, date, Limits);
    }
}
