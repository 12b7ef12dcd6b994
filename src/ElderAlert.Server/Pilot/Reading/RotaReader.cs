using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory.Duty;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads rotas.</summary>
internal static class RotaReader
{
    public static void Read(PilotDraft draft, ObjectReader top)
    {
        foreach (var rota in top.List("rotas"))
        {
            var item = new Rota(
                draft.Centre,
                new RotaId(rota.Text("id")),
                rota.Text("name"),
                rota.Choice<RotaOf>("of"),
                [.. rota.List("shifts").Select(Shift)],
                [.. rota.List("overrides").Select(Override)]);
            draft.Add(item, rota);
        }
    }

    private static Shift Shift(ObjectReader shift)
    {
        var text = shift.Text("begins");
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var begins) && text.Length > 0)
        {
            shift.Report("begins", $"\"begins\" is a date like 2026-11-23, and is \"{text}\"");
        }

        var read = new Shift(HoursReader.Read(shift), begins, [.. shift.List("turns").Select(Turn)]);
        shift.RefuseTheRest();
        return read;
    }

    private static ShiftTurn Turn(ObjectReader turn)
    {
        var members = turn.Texts("members");
        turn.RefuseTheRest();
        return new ShiftTurn(members);
    }

    private static RotaOverride Override(ObjectReader exception)
    {
        var read = new RotaOverride(Moment(exception, "from"), Moment(exception, "to"), exception.Texts("members"));
        exception.RefuseTheRest();
        return read;
    }

    private static DateTimeOffset Moment(ObjectReader from, string name)
    {
        var text = from.Text(name);
        // Without its offset it would be a moment of the server's own time zone, wherever that stands.
        var isWhole = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var wall) && wall.Kind != DateTimeKind.Unspecified;
        if ((!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) || !isWhole) && text.Length > 0)
        {
            from.Report(name, $"\"{name}\" is a moment like 2026-12-24T18:00:00+08:00, and is \"{text}\"");
        }

        return moment;
    }
}
