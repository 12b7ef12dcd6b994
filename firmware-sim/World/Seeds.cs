namespace ElderAlert.FirmwareSim.World;

/// <summary>Independent random streams from one seed, the same in every process (unlike string hash codes).</summary>
internal static class Seeds
{
    /// <summary>FNV-1a over the name, mixed with the seed.</summary>
    public static Random For(int seed, params ReadOnlySpan<string> names)
    {
        var hash = 2_166_136_261u;
        foreach (var name in names)
        {
            foreach (var letter in name)
            {
                hash = (hash ^ letter) * 16_777_619u;
            }

            hash = (hash ^ '/') * 16_777_619u;
        }

        return new Random(unchecked((int)hash ^ (seed * 486_187_739)));
    }
}
