using Microsoft.Extensions.Configuration.Memory;

namespace ElderAlert.Server.Hosting;

/// <summary>
/// Log levels unless the configuration says otherwise. The framework's own lines stay below: they print addresses of requests, and those
/// hold searched names and the links of families.
/// </summary>
internal static class LogLevels
{
    public static readonly IConfigurationSource Defaults = new MemoryConfigurationSource
    {
        InitialData = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Microsoft"] = "Warning",
            ["Logging:LogLevel:System"] = "Warning",

            // What keeps the host from starting is printed as a sentence instead; a service that dies later is critical and is shown.
            ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",

            // It warns of every cookie key written without a certificate; the folder's mode is what protects them here.
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        },
    };
}
