using System.Text.Json;

namespace ElderAlert.EndToEnd.Support;

/// <summary>A pilot of many alike homes: each with one pendant whose key is known, and one daughter.</summary>
internal static class PilotFile
{
    public const string Centre = "centre";
    public const string Password = "correct horse battery";

    /// <summary>Every pendant's key.</summary>
    public const string Key = "0123456789abcdef0123456789abcdef";

    /// <summary>What a pendant says. <c>{run}</c>, <c>{n}</c> and <c>{sequence}</c> make each signal's id its own.</summary>
    public const string Signal =
        """{"id":"{run}-{n}-{sequence}  ","kind":"sos","at":"2026-11-21T03:12:07Z","confidence":0.93,"detail":{"room":"bathroom"}}""";

    /// <summary>Writes the file and gives its name.</summary>
    public static string Write(string folder, int homes)
    {
        var file = Path.Combine(folder, "pilot.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            centre = new { id = Centre, name = "96345", hotline = "96345", area = "town", timeZone = "Asia/Shanghai" },
            areas = new object[] { new { id = "town", level = "town", name = "Chengnan" } },
            households = Enumerable.Range(0, homes).Select(Home),
            responders = new[] { new { id = "guard", name = "Guard Lu", role = "propertyGuard", areas = new[] { "town" }, phone = "+8610000099001", language = "english" } },
            operators = new[]
            {
                new { id = "wang", name = "Operator Wang", role = "operator", password = Password, phone = "+8610000099002" },
                new { id = "he", name = "Supervisor He", role = "supervisor", password = Password, phone = "+8610000099003" },
            },
        }));
        return file;
    }

    /// <summary>The pendant of a home.</summary>
    public static string Pendant(int home) => $"pendant-{home}";

    private static object Home(int i) => new
    {
        id = $"home-{i}",
        area = "town",
        name = $"Home {i}",
        address = $"Lane {i}",
        phone = "+8610000099000",
        residents = new[] { new { name = $"Chen {i}", birthYear = 1941, abilityLevel = 1, livesAlone = true } },
        contacts = new[] { new { name = $"Daughter {i}", relation = "daughter", phone = $"+861000{i:D7}", language = "english" } },
        devices = new[] { new { id = Pendant(i), type = "pendant", key = Key } },
    };
}
