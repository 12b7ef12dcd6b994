namespace ElderAlert.Mqtt.Protocol;

/// <summary>Writes a property's identifier and value when it is present.</summary>
internal static class PropertyWriting
{
    public static void Write(this PacketBody body, PropertyId id, bool? value)
    {
        if (value is { } flag)
        {
            body.WriteByte((byte)id);
            body.WriteByte(flag ? (byte)1 : (byte)0);
        }
    }

    public static void Write(this PacketBody body, PropertyId id, byte? value)
    {
        if (value is { } number)
        {
            body.WriteByte((byte)id);
            body.WriteByte(number);
        }
    }

    public static void Write(this PacketBody body, PropertyId id, ushort? value)
    {
        if (value is { } number)
        {
            body.WriteByte((byte)id);
            body.WriteUInt16(number);
        }
    }

    public static void Write(this PacketBody body, PropertyId id, uint? value)
    {
        if (value is { } number)
        {
            body.WriteByte((byte)id);
            body.WriteUInt32(number);
        }
    }

    public static void Write(this PacketBody body, PropertyId id, string? value)
    {
        if (value is not null)
        {
            body.WriteByte((byte)id);
            body.WriteString(value);
        }
    }

    public static void Write(this PacketBody body, PropertyId id, byte[]? value)
    {
        if (value is not null)
        {
            body.WriteByte((byte)id);
            body.WriteBinary(value);
        }
    }

    public static void WriteIdentifiers(this PacketBody body, List<uint>? identifiers)
    {
        foreach (var identifier in identifiers ?? [])
        {
            body.WriteByte((byte)PropertyId.SubscriptionIdentifier);
            body.WriteVariableByteInteger(identifier);
        }
    }

    public static void WriteUserProperties(this PacketBody body, IEnumerable<UserProperty>? properties)
    {
        foreach (var (name, value) in properties ?? [])
        {
            body.WriteByte((byte)PropertyId.UserProperty);
            body.WriteString(name);
            body.WriteString(value);
        }
    }
}
