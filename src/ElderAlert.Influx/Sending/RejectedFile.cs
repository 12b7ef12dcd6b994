using System.Text;
using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Sending;

/// <summary>One of the files of <see cref="RejectedLines"/>: reasons, each with the lines that it is about.</summary>
internal static class RejectedFile
{
    /// <summary>
    /// Writes the file anew without the lines that fit. A reason of which no line is left goes with them; one that keeps some no longer quotes
    /// any, for it may have been one of those.
    /// </summary>
    public static void Rewrite(string path, SeriesFilter forgotten)
    {
        var isTouched = false;
        var kept = new List<string>();
        foreach (var (reason, lines) in Read(path))
        {
            var remaining = lines.FindAll(line => !forgotten.Fits(line));
            if (remaining.Count == lines.Count)
            {
                kept.AddRange([.. reason, .. lines]);
                continue;
            }

            isTouched = true;
            if (remaining.Count > 0)
            {
                kept.AddRange([.. reason.Select(RejectedLines.Redacted), .. remaining]);
            }
        }

        if (isTouched)
        {
            Replace(path, kept);
        }
    }

    /// <summary>Lines that somebody put in front of the first reason have none.</summary>
    private static IEnumerable<(List<string> Reason, List<string> Lines)> Read(string path)
    {
        var (reason, lines) = (new List<string>(), new List<string>());
        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            if (!line.StartsWith('#'))
            {
                lines.Add(line);
                continue;
            }

            yield return (reason, lines);
            (reason, lines) = ([line], []);
        }

        yield return (reason, lines);
    }

    private static void Replace(string path, List<string> lines)
    {
        var replacement = path + ".new";
        using (var file = new FileStream(replacement, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            lines.ForEach(writer.WriteLine);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(replacement, path, overwrite: true);
    }
}
