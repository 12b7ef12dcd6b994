namespace ElderAlert.Mqtt.Sessions;

/// <summary>A delivery that was sent at QoS 1 or 2 and is not finished.</summary>
/// <param name="Delivery">What was sent.</param>
/// <param name="Released">QoS 2: PUBREC has arrived, PUBREL was sent, the message itself is done.</param>
internal sealed record InFlightDelivery(Delivery Delivery, bool Released = false);
