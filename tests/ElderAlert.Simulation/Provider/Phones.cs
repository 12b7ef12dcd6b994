using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Provider;

/// <summary>
/// The phones of families and responders: what the provider took rings and buzzes there, people read, press and write in their own time, and
/// the provider tells the server how it went: early, late, twice, out of order, or not at all.
/// </summary>
/// <param name="world">The time.</param>
/// <param name="post">Calls a webhook of the server.</param>
/// <param name="faults">Counts.</param>
/// <param name="random">Draws.</param>
internal sealed class Phones(Timeline world, Func<string, IReadOnlyList<KeyValuePair<string, string>>, Task> post, FaultCounter faults, Random random)
{
    private static readonly string[] Words = ["who is this?", "我现在不确定", "call me back", "is it serious?"];

    private readonly Dictionary<string, RecipientRef> _owners = [];
    private readonly HashSet<RecipientRef> _promised = [];
    private int _lastText;

    public Trouble Trouble { get; set; } = Trouble.None;

    /// <summary>Runs what the phones do.</summary>
    public Action<Func<Task>> Start { get; set; } = _ => { };

    /// <summary>Whether the person has said that they go, at any time so far.</summary>
    public bool HasPromised(RecipientRef person) => _promised.Contains(person);

    public void Promise(RecipientRef person) => _promised.Add(person);

    /// <exception cref="InvalidOperationException">It belongs to somebody else: whose promise it is could not be told.</exception>
    public void GiveNumber(string number, RecipientRef owner)
    {
        if (!_owners.TryAdd(number, owner) && _owners[number] != owner)
        {
            throw new InvalidOperationException($"{number} belongs to {_owners[number]} and to {owner}");
        }
    }

    /// <summary>The provider has taken it.</summary>
    public void Take(CloudItem item)
    {
        if (item.IsCall)
        {
            Ring(item);
        }
        else
        {
            Buzz(item);
        }
    }

    private void Buzz(CloudItem item)
    {
        var arrives = random.Seconds(0.5, 8);
        Goes(item, random.Seconds(0, 1), "queued");
        Goes(item, random.Seconds(0.2, 2), "sent");
        if (random.Happens(Trouble.People / 4))
        {
            Goes(item, arrives, random.Happens(0.5) ? "undelivered" : "failed", error: random.Pick([30003, 30005, 30008]));
            return;
        }

        Goes(item, arrives, "delivered");
        if (random.Happens(0.3))
        {
            world.After(arrives + random.Seconds(10, 600), () => Write(item));
        }
    }

    private void Ring(CloudItem item)
    {
        var answers = random.Seconds(4, 25);
        Goes(item, random.Seconds(0, 1), "initiated");
        Goes(item, random.Seconds(0.5, 3), "ringing");
        switch (random.Next(10))
        {
            case < 5:
                Goes(item, answers, "in-progress");
                world.After(answers + random.Seconds(3, 15), () => Press(item));
                Goes(item, answers + random.Seconds(2, 4), status: null, answeredBy: "human");
                Goes(item, answers + random.Seconds(16, 40), "completed", answeredBy: "human");
                break;
            case < 7:
                Goes(item, answers, "in-progress");
                Goes(item, answers + random.Seconds(2, 4), status: null, answeredBy: "machine_start");
                Goes(item, answers + random.Seconds(16, 40), "completed", answeredBy: "machine_start");
                break;
            case < 9:
                Goes(item, random.Seconds(25, 30), "no-answer");
                break;
            default:
                Goes(item, random.Seconds(3, 6), "busy");
                break;
        }
    }

    /// <summary>A person writes back; sometimes twice, because no answer came.</summary>
    private void Write(CloudItem item)
    {
        var (text, isYes) = random.Next(10) switch
        {
            < 5 => (random.Happens(0.5) ? "1" : $"1 {random.Next(3, 40)}", true),
            < 7 => ("2", false),
            _ => (random.Pick(Words), false),
        };
        if (isYes)
        {
            _promised.Add(_owners[item.To]);
        }

        var sid = $"SMin{++_lastText:x}";
        List<KeyValuePair<string, string>> form = [new("MessageSid", sid), new("From", item.To), new("To", item.From ?? ""), new("Body", text)];
        Send("/webhooks/twilio/inbound", form);
        if (random.Happens(Trouble.Callbacks))
        {
            faults.Add("text twice");
            world.After(random.Seconds(0, 60), () => Send("/webhooks/twilio/inbound", form));
        }
    }

    private void Press(CloudItem item)
    {
        var digits = random.Next(10) switch
        {
            < 5 => "1",
            < 7 => "2",
            7 => "9",
            _ => null,
        };
        if (digits is null)
        {
            return;
        }

        if (digits == "1")
        {
            _promised.Add(_owners[item.To]);
        }

        Send($"/webhooks/twilio/key/{Uri.EscapeDataString(item.Notification.Value)}", [new("CallSid", item.Sid), new("To", item.To), new("Digits", digits)]);
    }

    /// <summary>The item gets somewhere, and the server is told: in time, late, twice, or never.</summary>
    private void Goes(CloudItem item, TimeSpan after, string? status, string? answeredBy = null, int? error = null)
    {
        world.After(after, () =>
        {
            item.Status = status ?? item.Status;
            item.AnsweredBy = answeredBy ?? item.AnsweredBy;
            item.ErrorCode = error ?? item.ErrorCode;
        });
        List<KeyValuePair<string, string>> form = [new(item.IsCall ? "CallSid" : "MessageSid", item.Sid), new("To", item.To)];
        if (status is not null)
        {
            form.Add(new(item.IsCall ? "CallStatus" : "MessageStatus", status));
        }

        if (answeredBy is not null)
        {
            form.Add(new("AnsweredBy", answeredBy));
        }

        if (error is { } code)
        {
            form.Add(new("ErrorCode", code.ToString(CultureInfo.InvariantCulture)));
        }

        var path = $"/webhooks/twilio/status/{Uri.EscapeDataString(item.Notification.Value)}";
        if (!random.Happens(Trouble.Callbacks))
        {
            world.After(after, () => Send(path, form));
            return;
        }

        faults.Add("callback astray");
        for (var times = random.Next(3); times > 0; times--)
        {
            world.After(after + random.Seconds(-5, 120), () => Send(path, form));
        }
    }

    private void Send(string path, IReadOnlyList<KeyValuePair<string, string>> form) => Start(() => post(path, form));
}
