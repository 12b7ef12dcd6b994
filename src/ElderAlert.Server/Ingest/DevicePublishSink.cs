using ElderAlert.Devices;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Server.Ingest;

/// <summary>
/// Where a published message becomes signals, telemetry and problems. It is accepted, and so acknowledged, after its signals and problems
/// are committed; a message of telemetry alone after the store has it, or at once while the disk is too full to keep it. What cannot be
/// committed is not acknowledged, and comes again.
/// </summary>
internal sealed class DevicePublishSink(
    IncidentEngine engine, ReadingIntake intake, ProblemJournal problems, TelemetryLane telemetry, ILogger<DevicePublishSink> logger) : IPublishSink
{
    public ValueTask<PublishOutcome> PublishAsync(InboundPublish publish)
    {
        var directory = engine.Directory;
        if (directory.Find(new DeviceId(publish.Client.Identity)) is not { } sender)
        {
            IngestLog.RemovedDevice(logger, publish.Client.Identity);
            return ValueTask.FromResult(PublishOutcome.Refused(ReasonCode.NotAuthorized));
        }

        var message = publish.Message;
        var said = DialectCatalogue.Interpret(new DialectMessage(
            message.Topic, message.Payload, message.Retain, publish.ReceivedAt, sender, name => directory.FindBinding(sender.Id, name)));
        return TakeAsync(publish, sender, said);
    }

    private async ValueTask<PublishOutcome> TakeAsync(InboundPublish publish, Device sender, Interpretation said)
    {
        var (areSignals, committed) = intake.Receive(sender, said.Readings, publish.ReceivedAt);
        var recorded = problems.RecordAsync(sender, publish.Message, said.Problems);
        try
        {
            await (recorded.IsCompletedSuccessfully ? committed : Task.WhenAll(committed, recorded));
            var mayWait = !areSignals && said.Problems.Count == 0 && publish.Message.QoS is not QualityOfService.AtMostOnce;
            return await StoreTelemetryAsync(said, mayWait) ? PublishOutcome.Accepted : PublishOutcome.Unavailable;
        }
        catch (EngineUnavailableException unavailable)
        {
            IngestLog.NotCommitted(logger, unavailable, sender.Id.Value);
            return PublishOutcome.Unavailable;
        }
    }

    /// <returns>False: the store does not have the points, and the device waits to hear of it.</returns>
    private async ValueTask<bool> StoreTelemetryAsync(Interpretation said, bool mayWait)
    {
        var points = ReadingIntake.PointsOf(said.Readings);
        if (points.Count == 0)
        {
            return true;
        }

        if (mayWait)
        {
            return await telemetry.WriteAsync(points);
        }

        telemetry.Post(points);
        return true;
    }
}
