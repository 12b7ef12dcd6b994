using ElderAlert.Domain.Directory;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>What an <c>action</c> amounts to.</summary>
internal enum ActionMeaning
{
    /// <summary>A release, or the idle value between presses.</summary>
    Nothing,

    /// <summary>Somebody asks for help.</summary>
    Help,

    /// <summary>The call for help was taken back, or its button let go.</summary>
    HelpOver,

    /// <summary>A person fell.</summary>
    Fall,

    /// <summary>A button was pressed that asks for nothing.</summary>
    Press,

    /// <summary>The sensor itself was moved or knocked. It is no person falling.</summary>
    Moved,
}

/// <summary>Reads the words of actions, which each maker composes anew ("emergency", "1_single", "panic_release", "arm_all_zones").</summary>
internal static class ActionWords
{
    private static readonly HashSet<string> Help = ["sos", "emergency", "panic", "help"];
    private static readonly HashSet<string> Over = ["cancel", "cancelled", "canceled", "clear", "cleared", "release", "released", "stop", "off", "end"];
    private static readonly HashSet<string> Idle = ["release", "released", "stop", "idle", "none", "null"];
    private static readonly HashSet<string> Fall = ["fall", "falling", "fallen"];
    private static readonly HashSet<string> Moved =
        ["vibration", "drop", "tilt", "shake", "slide", "throw", "wakeup", "flip90", "flip180", "rotate", "move", "identify"];

    private static readonly HashSet<string> Keypad = ["arm", "disarm", "exit", "entry"];

    /// <summary>The meaning for a device as it is registered.</summary>
    public static ActionMeaning Read(string action, Device device)
    {
        var words = action.Trim().ToLowerInvariant().Split(['_', '-', ' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Any(Help.Contains))
        {
            return words.Any(Over.Contains) ? ActionMeaning.HelpOver : ActionMeaning.Help;
        }

        if (words.Length == 0 || words is ["off"] || words.Any(Idle.Contains))
        {
            return ActionMeaning.Nothing;
        }

        if (words.Any(Fall.Contains))
        {
            return device.Type is DeviceType.FallWearable or DeviceType.Radar ? ActionMeaning.Fall : ActionMeaning.Moved;
        }

        if (words.Any(Moved.Contains))
        {
            return ActionMeaning.Moved;
        }

        return device.ButtonIsSos && !words.Any(Keypad.Contains) ? ActionMeaning.Help : ActionMeaning.Press;
    }
}
