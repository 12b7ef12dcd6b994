using System.Text.Json;

namespace ElderAlert.Devices.OwnSchema;

/// <summary>The fields of a signal message, found in one pass. One that the message lacks is undefined; of two with one name the last counts.</summary>
internal readonly struct SignalFields
{
    public SignalFields(JsonElement root)
    {
        foreach (var field in root.EnumerateObject())
        {
            if (field.NameEquals("id"u8))
            {
                Id = field.Value;
            }
            else if (field.NameEquals("kind"u8))
            {
                Kind = field.Value;
            }
            else if (field.NameEquals("state"u8))
            {
                State = field.Value;
            }
            else if (field.NameEquals("at"u8))
            {
                At = field.Value;
            }
            else if (field.NameEquals("seq"u8))
            {
                Sequence = field.Value;
            }
            else if (field.NameEquals("boot"u8))
            {
                Boot = field.Value;
            }
            else if (field.NameEquals("confidence"u8))
            {
                Confidence = field.Value;
            }
            else if (field.NameEquals("location"u8))
            {
                Location = field.Value;
            }
            else if (field.NameEquals("detail"u8))
            {
                Detail = field.Value;
            }
        }
    }

    public JsonElement Id { get; }

    public JsonElement Kind { get; }

    public JsonElement State { get; }

    public JsonElement At { get; }

    public JsonElement Sequence { get; }

    public JsonElement Boot { get; }

    public JsonElement Confidence { get; }

    public JsonElement Location { get; }

    public JsonElement Detail { get; }
}
