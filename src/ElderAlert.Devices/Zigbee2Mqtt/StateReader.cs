using System.Text.Json;
using ElderAlert.Devices.Payloads;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>Reads one published state of one device. The gateway merges its cache into each message, so that most of it is no news.</summary>
internal sealed class StateReader(DialectMessage message, Device device)
{
    /// <summary>At or below this many percent a battery is low, where the device does not judge that itself.</summary>
    private const double LowBatteryPercent = 10;

    /// <summary>Above this many percent it is not, so that a value at the edge does not flap.</summary>
    private const double GoodBatteryPercent = 15;

    private readonly SortedDictionary<SignalKind, Finding> _findings = [];
    private readonly Dictionary<string, double> _metrics = new(StringComparer.Ordinal);
    private readonly List<ReadingProblem> _problems = [];

    public Interpretation Read(JsonElement state)
    {
        foreach (var property in state.EnumerateObject())
        {
            ReadProperty(property.Name, property.Value);
        }

        foreach (var property in state.EnumerateObject())
        {
            ReadGenericAlarm(property.Name, property.Value);
        }

        JudgeBattery();
        TellTestFromFire();
        var sentAt = state.TryGetProperty("last_seen", out var seen) ? Loose.Time(seen) : null;
        var reading = new DeviceReading(device)
        {
            Signals = SignalsOf(sentAt),
            Telemetry = _metrics.Count > 0 ? new TelemetryReading(device.Id, MeasuredAt(sentAt), _metrics) : null,
        };
        return new Interpretation([reading], _problems);
    }

    /// <summary>At its start the gateway repeats every device's last state: motion of hours ago is nobody's motion now.</summary>
    private DateTimeOffset MeasuredAt(DateTimeOffset? sentAt) => SenderClock.Credible(sentAt, message.ReceivedAt) ?? message.ReceivedAt;

    private void ReadProperty(string name, JsonElement value)
    {
        if (name is "action" or "click")
        {
            ReadAction(value);
        }
        else if (FallWords.IsAbout(name) || (name is "status" && IsPosture(value)))
        {
            ReadFall(name, value);
        }
        else if (AlarmProperties.KindOf(name) is { } kind)
        {
            ReadAlarm(kind, name, value);
        }

        Metrics.Read(name, value, _metrics);
    }

    private void ReadAction(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            return;
        }

        var action = value.GetString()!;
        switch (ActionWords.Read(action, device))
        {
            case ActionMeaning.Help:
                Add(SignalKind.Sos, new Finding(SignalState.Active, IsLevel: false, "action", action, Confidence: null));
                break;
            case ActionMeaning.HelpOver:
                Add(SignalKind.Sos, Finding.Level("action", active: false));
                break;
            case ActionMeaning.Fall:
                Add(SignalKind.Fall, new Finding(SignalState.Active, IsLevel: false, "action", action, Confidence: null));
                break;
            case ActionMeaning.Press:
                _metrics[Metrics.Button] = 1;
                break;
            case ActionMeaning.Moved:
                _metrics[Metrics.Vibration] = 1;
                break;
            case ActionMeaning.Nothing:
                break;
        }
    }

    private static bool IsPosture(JsonElement value) => value.ValueKind is JsonValueKind.String && Metrics.IsPosture(value.GetString()!);

    private void ReadFall(string name, JsonElement value)
    {
        if (name is "status")
        {
            Add(SignalKind.Fall, Finding.Level(name, value.ValueEquals("falling"), value.GetString()));
        }
        else if (FallWords.Read(name, value, out var unreadable) is { } finding)
        {
            Add(SignalKind.Fall, finding);
        }
        else if (unreadable)
        {
            ReportUnreadable(name, value);
        }
    }

    private void ReadAlarm(SignalKind kind, string name, JsonElement value)
    {
        if (AlarmProperties.Read(kind, name, value, device, out var unreadable) is { } finding)
        {
            Add(kind, finding);
        }
        else if (unreadable)
        {
            ReportUnreadable(name, value);
        }
    }

    private void ReadGenericAlarm(string name, JsonElement value)
    {
        if (AlarmProperties.GenericKindOf(name, device) is { } kind && !_findings.ContainsKey(kind)
            && AlarmProperties.Read(kind, name, value, device, out _) is { } finding)
        {
            Add(kind, finding);
        }
    }

    private void JudgeBattery()
    {
        if (!_findings.ContainsKey(SignalKind.BatteryLow) && _metrics.TryGetValue(Metrics.Battery, out var percent)
            && percent is <= LowBatteryPercent or > GoodBatteryPercent)
        {
            Add(SignalKind.BatteryLow, Finding.Level(Metrics.Battery, percent <= LowBatteryPercent));
        }
    }

    /// <summary>
    /// A detector in its self-test reports the hazard that it watches for as well. That is told as a test that names the hazard: an
    /// operator sees it, and nobody is sent to a test button.
    /// </summary>
    private void TellTestFromFire()
    {
        if (!_findings.TryGetValue(SignalKind.Test, out var test) || test.State is SignalState.Clear)
        {
            return;
        }

        foreach (var hazard in new[] { SignalKind.Smoke, SignalKind.Gas, SignalKind.Co })
        {
            if (_findings.TryGetValue(hazard, out var finding) && finding.State is SignalState.Active)
            {
                _findings.Remove(hazard);
                _findings[SignalKind.Test] = test with { Value = hazard.ToString() };
            }
        }
    }

    private void Add(SignalKind kind, Finding finding) =>
        _findings[kind] = _findings.TryGetValue(kind, out var known) ? known.Worse(finding) : finding;

    private void ReportUnreadable(string name, JsonElement value) => _problems.Add(new ReadingProblem(
        InputProblem.Undecodable,
        $"The property \"{Loose.Cut(name, 40)}\" says \"{Loose.Cut(Loose.Text(value) ?? "", 40)}\", which nobody can read as raised or over."));

    private List<SignalReading> SignalsOf(DateTimeOffset? sentAt)
    {
        var signals = new List<SignalReading>(_findings.Count);
        var id = _findings.Count > 0 ? ContentId.Of(message, sentAt) : "";
        foreach (var (kind, finding) in _findings)
        {
            var signal = new Signal(
                $"{id}.{kind}",
                device.Id,
                kind,
                finding.State,
                message.ReceivedAt,
                sentAt,
                Confidence: finding.Confidence,
                Detail: DetailOf(finding),
                Retained: message.Retained);
            signals.Add(new SignalReading(signal, finding.IsLevel));
        }

        return signals;
    }

    private static Dictionary<string, string> DetailOf(Finding finding)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["property"] = finding.Property };
        if (finding.Value is { } value)
        {
            detail["value"] = Loose.Cut(value, 80);
        }

        return detail;
    }
}
