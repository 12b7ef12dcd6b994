namespace ElderAlert.Server.Hosting;

/// <summary>The configuration is wrong. The host stops before anything listens, and prints these sentences; each names its key.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>One sentence a problem.</summary>
    public IReadOnlyList<string> Problems => problems;
}
