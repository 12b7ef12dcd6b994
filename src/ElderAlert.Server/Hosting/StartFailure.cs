using ElderAlert.Engine.Ports;
using Microsoft.AspNetCore.Connections;

namespace ElderAlert.Server.Hosting;

/// <summary>Sentences for what commonly keeps a server from starting. What is not listed here is a defect and keeps its stack trace.</summary>
internal static class StartFailure
{
    /// <summary>The sentences to print; null for a defect.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        SettingsException settings => settings.Message,
        JournalException journal => $"The journal cannot be opened: {journal.Message}",
        IOException { InnerException: AddressInUseException } address => $"{address.Message} Choose another in ElderAlert:Server:Port or ElderAlert:Mqtt:Port.",
        UnauthorizedAccessException denied => $"ElderAlert:Storage:Path must be writable: {denied.Message}",
        _ => null,
    };
}
