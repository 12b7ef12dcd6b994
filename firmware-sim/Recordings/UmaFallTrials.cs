using System.Globalization;
using ElderAlert.FirmwareSim.Falls;

namespace ElderAlert.FirmwareSim.Recordings;

/// <summary>A recorded trial at one position of the body.</summary>
/// <param name="Id">For example S02T019.</param>
/// <param name="Subject">Who moved.</param>
/// <param name="Position">Where the sensor was worn.</param>
/// <param name="IsFall">A played fall; otherwise an activity of daily living.</param>
/// <param name="Movement">The data set's name of the movement.</param>
/// <param name="Samples">As recorded, with bunched and repeated stamps.</param>
internal sealed record FallTrial(
    string Id, string Subject, WearPosition Position, bool IsFall, string Movement, IReadOnlyList<AccelerometerSample> Samples);

/// <summary>
/// Reads the folder <c>falls/umafall</c>: <c>labels.csv</c> with a row a trial, <c>acc/Sxx.csv</c> with the samples
/// (UMAFall, E. Casilari and J. A. Santoyo-Ramon, figshare 4214283, CC BY 4.0).
/// </summary>
internal static class UmaFallTrials
{
    private static readonly Dictionary<string, WearPosition> Positions = new(StringComparer.Ordinal)
    {
        ["WR"] = WearPosition.Wrist,
        ["WA"] = WearPosition.Waist,
        ["CH"] = WearPosition.Chest,
    };

    /// <exception cref="IOException">The folder is not there or not readable.</exception>
    /// <exception cref="FormatException">A row is not as described; the message names file and line.</exception>
    public static IReadOnlyList<FallTrial> Read(string folder)
    {
        var labels = ReadLabels(Path.Combine(folder, "labels.csv"));
        var trials = new List<FallTrial>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "acc"), "*.csv").Order(StringComparer.Ordinal))
        {
            foreach (var ((id, position), samples) in ReadSamples(file))
            {
                var label = labels.TryGetValue(id, out var found) ? found : throw new FormatException($"{file}: trial {id} has no label");
                trials.Add(new FallTrial(id, label.Subject, position, label.IsFall, label.Movement, samples));
            }
        }

        return trials;
    }

    private static Dictionary<string, (string Subject, bool IsFall, string Movement)> ReadLabels(string file)
    {
        var labels = new Dictionary<string, (string, bool, string)>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var cells = line.Split(',');
            if (cells.Length < 6)
            {
                throw new FormatException($"{file}: not a label: {line}");
            }

            labels.Add(cells[0], (cells[1], cells[4] == "fall", cells[5]));
        }

        return labels;
    }

    private static Dictionary<(string Trial, WearPosition Position), List<AccelerometerSample>> ReadSamples(string file)
    {
        var trials = new Dictionary<(string, WearPosition), List<AccelerometerSample>>();
        var number = 1;
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            number++;
            var cells = line.Split(',');
            if (!TryReadSample(cells, out var position, out var sample))
            {
                throw new FormatException($"{file}, line {number}: not a sample");
            }

            var key = (cells[0], position);
            if (!trials.TryGetValue(key, out var samples))
            {
                trials.Add(key, samples = new List<AccelerometerSample>(320));
            }

            samples.Add(sample);
        }

        return trials;
    }

    private static bool TryReadSample(string[] cells, out WearPosition position, out AccelerometerSample sample)
    {
        position = default;
        sample = default;
        if (cells.Length != 6
            || !Positions.TryGetValue(cells[1], out position)
            || !long.TryParse(cells[2], CultureInfo.InvariantCulture, out var timeMs)
            || !TryNumber(cells[3], out var x) || !TryNumber(cells[4], out var y) || !TryNumber(cells[5], out var z))
        {
            return false;
        }

        sample = new AccelerometerSample(timeMs, x, y, z);
        return true;
    }

    private static bool TryNumber(string cell, out float number) => float.TryParse(cell, CultureInfo.InvariantCulture, out number);
}
