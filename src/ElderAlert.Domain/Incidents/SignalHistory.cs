using System.Collections.Immutable;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents;

/// <summary>What a signal leaves behind in an incident's state. Work and memory do not grow with the number of signals.</summary>
internal static class SignalHistory
{
    /// <summary>What a later cry for help makes void.</summary>
    private const IncidentMarks Voided = IncidentMarks.CancelRequested | IncidentMarks.CancelLate | IncidentMarks.Watched;

    /// <summary>The incident with one more signal. It is copied once: nothing happens to incidents more often than this.</summary>
    public static Incident Feed(this Incident state, Signal signal, SignalBearing bearing, bool late, DateTimeOffset at, long position)
    {
        var held = Hold(state.Held, signal);
        var marks = Mark(state, signal, bearing, late, held);
        var isAsked = bearing == SignalBearing.Asks;
        var isSuspected = bearing == SignalBearing.Suspects;
        var isRaised = isAsked || isSuspected || bearing == SignalBearing.Raises;
        return state with
        {
            Position = position,
            SignalCount = state.SignalCount + 1,
            LastSignalAt = at,
            Kinds = IsDanger(bearing) && !state.Kinds.Contains(signal.Kind) ? state.Kinds.Add(signal.Kind) : state.Kinds,
            Held = held,
            Marks = isRaised ? marks & ~Voided : marks,
            HappenedAt = marks.HasFlag(IncidentMarks.LateSignal) ? state.HappenedAt ?? signal.At : null,
            RaisedAt = isRaised ? at : state.RaisedAt,
            WatchedSince = isRaised ? null : state.WatchedSince,
            Sounded = isRaised && state.Sounded is { } sounded ? sounded with { Times = 0 } : state.Sounded,
            FallSuspectedAt = isSuspected ? at : isRaised ? null : state.FallSuspectedAt,
            MotionSeenAt = isSuspected ? null : state.MotionSeenAt,
            TimesAsked = isAsked ? state.TimesAsked + 1 : state.TimesAsked,
            AskedAgainAt = isAsked && state.TimesAsked > 0 ? state.AskedAgainAt ?? at : state.AskedAgainAt,
        };
    }

    private static IncidentMarks Mark(Incident state, Signal signal, SignalBearing bearing, bool late, ImmutableArray<HeldCondition> held)
    {
        var marks = state.Marks;
        if (signal.UnknownName is not null)
        {
            marks |= IncidentMarks.UnknownDevice;
        }

        if (!late && IsDanger(bearing))
        {
            marks &= ~IncidentMarks.LateSignal;
        }

        if (!state.IsActive)
        {
            marks = bearing == SignalBearing.Repeats ? marks | IncidentMarks.StillReporting : held.IsEmpty ? marks & ~IncidentMarks.StillReporting : marks;
        }

        return marks;
    }

    private static bool IsDanger(SignalBearing bearing) => bearing is not (SignalBearing.Clears or SignalBearing.Cancels);

    private static ImmutableArray<HeldCondition> Hold(ImmutableArray<HeldCondition> held, Signal signal)
    {
        var condition = HeldCondition.Of(signal);
        if (signal.State == SignalState.Clear)
        {
            return held.Remove(condition);
        }

        return !SignalKinds.Opens(signal.Kind) || held.Contains(condition) ? held : held.Add(condition);
    }
}
