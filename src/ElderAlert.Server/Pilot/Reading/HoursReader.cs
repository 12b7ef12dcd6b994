using System.Globalization;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Server.Hosting.Json;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads hours of the week: <c>{"days":["monday"],"from":"08:00","to":"20:00"}</c>; without days, every day.</summary>
internal static class HoursReader
{
    /// <summary>The windows of a list; null where it is missing.</summary>
    public static IReadOnlyList<WeeklyHours>? ReadList(ObjectReader from, string name) => from.Has(name)
        ? [.. from.List(name).Select(window =>
        {
            var hours = Read(window);
            window.RefuseTheRest();
            return hours;
        })]
        : null;

    /// <summary>The window of an object, which may have other fields.</summary>
    public static WeeklyHours Read(ObjectReader window)
    {
        var days = new List<DayOfWeek>();
        foreach (var name in window.Texts("days"))
        {
            if (ObjectReader.IsName<DayOfWeek>(name, out var day))
            {
                days.Add(day);
            }
            else
            {
                window.Report("days", $"\"days\" are named monday to sunday, and \"{name}\" is none");
            }
        }

        return new WeeklyHours(window.Has("days") ? days : Enum.GetValues<DayOfWeek>(), Time(window, "from"), Time(window, "to"));
    }

    /// <summary>A time of day that must be there.</summary>
    public static TimeOnly Time(ObjectReader window, string name)
    {
        var text = window.Text(name);
        if (TimeOnly.TryParseExact(text, WallTimeConverter.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        if (text.Length > 0)
        {
            window.Report(name, $"\"{name}\" is a time of day like 07:30, and is \"{text}\"");
        }

        return default;
    }
}
