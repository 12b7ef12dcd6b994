using ElderAlert.FirmwareSim.World;

namespace ElderAlert.Simulation.Provider;

/// <summary>How the provider, or the way to it, treats one request to send something.</summary>
internal enum RequestFault
{
    None,

    /// <summary>No connection: no byte leaves.</summary>
    Refused,

    /// <summary>It is read, nothing is done, and no answer comes.</summary>
    Hang,

    /// <summary>It is done, and no answer comes.</summary>
    TakeAndHang,

    /// <summary>It is done, and the connection breaks.</summary>
    TakeAndDrop,

    /// <summary>It is done, and the answer is 500.</summary>
    TakeAndFail,

    /// <summary>The connection breaks after the request, and nothing is done.</summary>
    Drop,

    /// <summary>It lies in some queue on the way and is done a minute later, after everybody has given up.</summary>
    TakeLate,

    /// <summary>429, with or without a time to wait.</summary>
    TooMany,

    /// <summary>503 with the code that says that nothing was done.</summary>
    Unavailable,

    /// <summary>500, nothing done.</summary>
    Broken,

    /// <summary>A proxy's page.</summary>
    ProxyPage,

    /// <summary>400 with a code that will never change.</summary>
    Permanent,

    /// <summary>400 with a code that nobody has listed.</summary>
    Unlisted,

    /// <summary>It is done, and the answer takes seconds.</summary>
    Slow,
}

/// <summary>Draws faults of requests.</summary>
internal static class RequestFaults
{
    private static readonly RequestFault[] All = Enum.GetValues<RequestFault>().Except([RequestFault.None]).ToArray();

    private static readonly int[] PermanentCodes = [21211, 21610, 21614, 21606];

    public static RequestFault Draw(Random random, double chance) => random.Happens(chance) ? random.Pick(All) : RequestFault.None;

    public static int DrawPermanentCode(Random random) => random.Pick(PermanentCodes);
}
