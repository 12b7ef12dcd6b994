using System.Net;
using ElderAlert.Devices;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Server.Ingest;

/// <summary>
/// Journals who and what was turned away, at most once a minute for a user name or a topic. A name that no centre knows is told to every
/// centre: it may be a device of any of them that was installed with a slip of the pen.
/// </summary>
internal sealed class RefusalJournal(IncidentEngine engine, ProblemJournal problems, RecentKeys recent, TimeProvider time, ILogger<RefusalJournal> logger)
{
    private const int NameLength = 128;

    /// <summary>So many unknown names a minute are journalled; a scan of the port invents thousands.</summary>
    private const int StrangersPerMinute = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly MinuteAllowance _strangers = new(StrangersPerMinute, time);

    /// <summary>A device was not let in.</summary>
    public async ValueTask RecordAsync(RefusedConnection refused)
    {
        var name = NameOf(refused);
        var key = "refused " + name;
        var isToBeKnown = refused.ReasonCode is ReasonCode.NotAuthorized or ReasonCode.BadUserNameOrPassword or ReasonCode.Banned or ReasonCode.QuotaExceeded;
        if (!isToBeKnown || recent.Contains(key))
        {
            return;
        }

        recent.Remember(key, Window);
        var device = engine.Directory.Find(new DeviceId(name));
        if (device is null && !MayTellOfStranger())
        {
            return;
        }

        CentreId[] centres = device is null ? [.. engine.Directory.Centres.Select(c => c.Id)] : [device.Centre];
        foreach (var centre in centres)
        {
            await TryRecordAsync(centre, new DeviceRefused(name, refused.Detail));
        }
    }

    /// <summary>A device published where it may not.</summary>
    public async ValueTask RecordAsync(InboundPublish publish)
    {
        var key = $"foreign {publish.Client.Identity} {publish.Message.Topic}";
        if (recent.Contains(key) || engine.Directory.Find(new DeviceId(publish.Client.Identity)) is not { } sender)
        {
            return;
        }

        await problems.RecordAsync(
            sender, publish.Message, [new ReadingProblem(InputProblem.ForeignTopic, "This device may not publish to this topic.")]);
        recent.Remember(key, Window);
    }

    /// <summary>A device sent more than the receiver takes.</summary>
    public async ValueTask RecordOversizeAsync(ClientConnection client, string detail)
    {
        var key = "oversize " + client.Identity;
        if (recent.Contains(key) || engine.Directory.Find(new DeviceId(client.Identity)) is not { } sender)
        {
            return;
        }

        recent.Remember(key, Window);
        await TryRecordAsync(sender.Centre, new InputRejected(sender.Id, "", InputProblem.Oversize, detail, ""));
    }

    /// <summary>Who has not come far enough to say its name is known by its address: there may be a whole village behind it.</summary>
    private static string NameOf(RefusedConnection refused) => refused switch
    {
        { UserName: { Length: > 0 } given } => given[..Math.Min(given.Length, NameLength)],
        { ReasonCode: ReasonCode.QuotaExceeded, RemoteAddress: IPEndPoint { Address: var address } } => $"(any, from {address})",
        _ => "(none)",
    };

    private async ValueTask TryRecordAsync(CentreId centre, CentreEvent fact)
    {
        try
        {
            await engine.RecordAsync(centre, fact, CancellationToken.None);
        }
        catch (EngineUnavailableException unavailable)
        {
            IngestLog.RefusalNotRecorded(logger, unavailable, fact.GetType().Name);
        }
    }

    private bool MayTellOfStranger()
    {
        var granted = _strangers.Take();
        if (granted is Granted.NoMore)
        {
            IngestLog.ManyStrangers(logger, StrangersPerMinute);
        }

        return granted is Granted.Yes;
    }
}
