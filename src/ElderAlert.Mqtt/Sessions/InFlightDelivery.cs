namespace ElderAlert.Mqtt.Sessions;

/// <summary>A delivery that was sent at QoS 1 or 2 and is not finished.</summary>
/// <param name="Order">Redelivery keeps the order of the first sending [MQTT-4.6.0-1].</param>
/// <param name="Delivery">What was sent.</param>
/// <param name="Released">QoS 2: PUBREC has arrived, PUBREL was sent, the message itself is done.</param>
internal sealed record InFlightDelivery(long Order, Delivery Delivery, bool Released = false);
