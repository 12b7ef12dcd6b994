namespace ElderAlert.Mqtt.Protocol;

/// <summary>Integers of one to four bytes with seven bits each (1.5.5).</summary>
internal static class VariableByteInteger
{
    public const int MaximumBytes = 4;
    public const uint MaximumValue = 268_435_455;

    public static int Write(Span<byte> target, uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaximumValue);
        var count = 0;
        do
        {
            var next = (byte)(value & 0x7F);
            value >>= 7;
            target[count++] = value > 0 ? (byte)(next | 0x80) : next;
        }
        while (value > 0);
        return count;
    }

    public static int ByteCount(uint value) => value switch
    {
        < 128 => 1,
        < 16_384 => 2,
        < 2_097_152 => 3,
        _ => 4,
    };
}
