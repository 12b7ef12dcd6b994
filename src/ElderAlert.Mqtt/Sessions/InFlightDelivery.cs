namespace ElderAlert.Mqtt.Sessions;

/// <summary>A delivery that was sent at QoS 1 or 2 and is not finished.</summary>
/// <param name="Delivery">What was sent.</param>
/// <param name="Released">QoS 2: PUBREC has arrived, PUBREL was sent, the message itself is done.</param>
/// <param name="Held">Not sent yet: its packet identifier is on its way to disk.</param>
internal sealed record InFlightDelivery(Delivery Delivery, bool Released = false, bool Held = false);
