using System.Text;

namespace ElderAlert.Influx;

/// <summary>The text of an answer.</summary>
internal static class AnswerText
{
    /// <summary>
    /// Reads it as UTF-8, whatever character set it says: every time series server writes that, and the framework throws at a name it does not know, such as
    /// the utf8 of many a proxy's error page.
    /// </summary>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
}
