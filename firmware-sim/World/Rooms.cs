namespace ElderAlert.FirmwareSim.World;

/// <summary>The rooms that habits know.</summary>
internal enum Room
{
    Living,
    Bedroom,
    Bathroom,
    Kitchen,
    Entrance,
}

/// <summary>Reads the room names of technicians, English or Chinese.</summary>
internal static class Rooms
{
    private static readonly (string Part, Room Room)[] Parts =
    [
        ("bed", Room.Bedroom), ("卧", Room.Bedroom),
        ("bath", Room.Bathroom), ("toilet", Room.Bathroom), ("卫", Room.Bathroom), ("浴", Room.Bathroom), ("厕", Room.Bathroom),
        ("kitchen", Room.Kitchen), ("厨", Room.Kitchen),
        ("hall", Room.Entrance), ("entrance", Room.Entrance), ("玄关", Room.Entrance), ("门", Room.Entrance),
    ];

    /// <summary>The room meant; what is not recognised, or null, is the living room.</summary>
    public static Room Read(string? name)
    {
        foreach (var (part, room) in Parts)
        {
            if (name?.Contains(part, StringComparison.OrdinalIgnoreCase) == true)
            {
                return room;
            }
        }

        return Room.Living;
    }
}
