namespace ElderAlert.Server.Hosting;

/// <summary>A setting that is a list: its items, separated by commas.</summary>
internal static class SettingsList
{
    /// <summary>The items without the spaces around them; none for a setting that is not there.</summary>
    public static string[] Of(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
