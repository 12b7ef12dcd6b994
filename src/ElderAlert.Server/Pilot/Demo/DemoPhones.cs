using System.Globalization;

namespace ElderAlert.Server.Pilot.Demo;

/// <summary>Numbers that ring nowhere: +86 100 0000 xxxx belongs to no numbering plan for subscribers.</summary>
internal sealed class DemoPhones
{
    private int _last;

    /// <summary>The next number, in the international form.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"+861000000{++_last:0000}");
}
