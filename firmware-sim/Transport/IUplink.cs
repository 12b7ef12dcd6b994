namespace ElderAlert.FirmwareSim.Transport;

/// <summary>Where a device connects, and as whom.</summary>
/// <param name="Broker">The server.</param>
/// <param name="DeviceId">User name and client id.</param>
/// <param name="Key">Password.</param>
internal sealed record UplinkAddress(BrokerAddress Broker, string DeviceId, string Key)
{
    /// <summary>The last word on this device: retained, and also its will.</summary>
    public string StatusTopic => $"ea/v1/{DeviceId}/status";

    public string CommandTopic => $"ea/v1/{DeviceId}/command";
}

/// <summary>The process boundary to MQTT: opens connections.</summary>
internal interface IUplinkFactory
{
    /// <summary>Connects with a persistent session and the will <c>offline</c>.</summary>
    /// <param name="address">Where and as whom.</param>
    /// <param name="onCommand">Called for every message that arrives on a subscribed topic.</param>
    /// <param name="ct">Ends the attempt.</param>
    /// <exception cref="UplinkException">No connection, or refused.</exception>
    Task<IUplink> ConnectAsync(UplinkAddress address, Action<ReadOnlyMemory<byte>> onCommand, CancellationToken ct);
}

/// <summary>One live connection. Disposing drops it without a word, as a lost network does.</summary>
internal interface IUplink : IAsyncDisposable
{
    /// <summary>Cancelled when the connection is gone.</summary>
    CancellationToken Lost { get; }

    /// <summary>Sends; for a message that must arrive it completes when the server has acknowledged it.</summary>
    /// <returns>Null; or why the server will never take this message, so that sending it again is of no use.</returns>
    /// <exception cref="UplinkException">Not acknowledged, not taken this time, or the connection is gone.</exception>
    Task<string?> PublishAsync(OutgoingMessage message, CancellationToken ct);

    /// <exception cref="UplinkException">Refused, or the connection is gone.</exception>
    Task SubscribeAsync(string filter, CancellationToken ct);

    /// <summary>Says goodbye, so that the will is not published.</summary>
    Task CloseAsync(CancellationToken ct);
}

/// <summary>The connection could not be made, was refused or broke; the message says which.</summary>
internal sealed class UplinkException(string message, Exception? inner = null) : Exception(message, inner);
