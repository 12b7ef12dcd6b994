namespace ElderAlert.Domain.Signals;

/// <summary>How long after a danger was called over a signal of one kind still speaks of the same danger.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Reopen">So long after resolving, a signal re-opens the incident; later it begins another.</param>
/// <param name="Settle">
/// So long after resolving, a sensor that still says what it said before, and has not taken it back, is kept with the incident and rings
/// nobody: a smoke detector sounds until the smoke is out. Zero: it rings at once.
/// </param>
public sealed record KindWindow(SignalKind Kind, TimeSpan Reopen, TimeSpan Settle);

/// <summary>How long signals of one home belong together, and how long the rules about them wait. Part of a policy.</summary>
/// <param name="Windows">By kind; a kind that is not named has <see cref="Otherwise"/>.</param>
/// <param name="CancelGrace">So long after the last cry for help a cancel counts as prompt; later it is shown as late. Default 60 s.</param>
/// <param name="NoMotion">Nothing moves for so long after a suspected fall: it goes up. Default 45 s.</param>
/// <param name="Watch">A suspected fall that was cancelled, and after which somebody moved, waits so long for an operator before the next step. Default 10 min.</param>
/// <param name="Late">A device's time this far behind the receive time makes its signal late. Default 5 min.</param>
/// <param name="TestMode">How long a home stays in test mode where nobody says. Default 30 min.</param>
/// <param name="LongestTestMode">Nobody may ask for longer. Default 4 h.</param>
public sealed record SignalTimes(
    IReadOnlyList<KindWindow> Windows,
    TimeSpan CancelGrace,
    TimeSpan NoMotion,
    TimeSpan Watch,
    TimeSpan Late,
    TimeSpan TestMode,
    TimeSpan LongestTestMode)
{
    /// <summary>What holds where a policy says nothing.</summary>
    public static readonly SignalTimes Default = new(
        [
            Window(SignalKind.Smoke, reopen: 60, settle: 15),
            Window(SignalKind.Gas, reopen: 60, settle: 15),
            Window(SignalKind.Co, reopen: 60, settle: 15),
            Window(SignalKind.Leak, reopen: 120, settle: 60),
            Window(SignalKind.Fall, reopen: 30, settle: 2),
            Window(SignalKind.Vitals, reopen: 30, settle: 5),
        ],
        CancelGrace: TimeSpan.FromSeconds(60),
        NoMotion: TimeSpan.FromSeconds(45),
        Watch: TimeSpan.FromMinutes(10),
        Late: Signal.ClockTolerance,
        TestMode: TimeSpan.FromMinutes(30),
        LongestTestMode: TimeSpan.FromHours(4));

    /// <summary>The window of a kind that is not named: half an hour, and nothing settles.</summary>
    public static readonly KindWindow Otherwise = Window(SignalKind.Sos, reopen: 30, settle: 0);

    /// <summary>The window of a kind.</summary>
    public KindWindow WindowOf(SignalKind kind)
    {
        foreach (var window in Windows)
        {
            if (window.Kind == kind)
            {
                return window;
            }
        }

        return Otherwise;
    }

    /// <summary>What is wrong with the values, each as a sentence; empty where they can be used.</summary>
    public IEnumerable<string> Problems()
    {
        if (Windows.Any(w => w.Reopen < TimeSpan.Zero || w.Settle < TimeSpan.Zero || w.Settle > w.Reopen))
        {
            yield return "a window must not be negative, and a sensor settles within it";
        }

        if (Windows.GroupBy(w => w.Kind).Any(g => g.Count() > 1))
        {
            yield return "a kind has two windows";
        }

        if (CancelGrace < TimeSpan.Zero || NoMotion <= TimeSpan.Zero || Watch <= TimeSpan.Zero || Late <= TimeSpan.Zero)
        {
            yield return "the waits of the signal rules must be longer than zero";
        }

        if (TestMode <= TimeSpan.Zero || TestMode > LongestTestMode)
        {
            yield return "test mode must end, and no later than the longest that is allowed";
        }
    }

    private static KindWindow Window(SignalKind kind, int reopen, int settle) =>
        new(kind, TimeSpan.FromMinutes(reopen), TimeSpan.FromMinutes(settle));
}
