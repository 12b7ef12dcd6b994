namespace ElderAlert.Server.Hosting;

/// <summary>Section <c>ElderAlert:Auth</c>: how operators sign in.</summary>
internal sealed record AuthOptions
{
    /// <summary>A session ends after so many hours without a request; each request extends it. Default 12, a long shift.</summary>
    public int SessionHours { get; init; } = 12;

    /// <summary>The session cookie travels over HTTPS only. Default false, because the loopback default of the server is plain HTTP; set it wherever TLS is spoken.</summary>
    public bool SecureCookie { get; init; }

    /// <summary>Wrong passwords of one user from one address before the first back-off. Default 5.</summary>
    public int FailuresBeforeBackOff { get; init; } = 5;

    /// <summary>Wrong sign-ins from one address, whatever the user, before the first back-off. Default 30, for a hotline behind one address.</summary>
    public int AddressFailuresBeforeBackOff { get; init; } = 30;

    /// <summary>First back-off in seconds; it doubles with each further failure. Default 5.</summary>
    public int BackOffSeconds { get; init; } = 5;

    /// <summary>Longest back-off in seconds; failures are forgotten after as long again without one. Default 900.</summary>
    public int LongestBackOffSeconds { get; init; } = 900;

    /// <summary>Base64 of 32 bytes that sign the links in messages, for nodes that share them. Default: made at the first start and kept in the storage folder.</summary>
    public string? LinkKey { get; init; }

    /// <summary>A link in a message is good for so many hours. Default 48: over the follow-up call.</summary>
    public int LinkHours { get; init; } = 48;

    /// <summary>What is wrong, a sentence a key; empty when all is well.</summary>
    public IEnumerable<string> Validate(string section)
    {
        if (SessionHours is < 1 or > 720)
        {
            yield return $"{section}:SessionHours must be between 1 and 720.";
        }

        if (FailuresBeforeBackOff is < 1 or > 100)
        {
            yield return $"{section}:FailuresBeforeBackOff must be between 1 and 100.";
        }

        if (AddressFailuresBeforeBackOff is < 1 or > 10_000)
        {
            yield return $"{section}:AddressFailuresBeforeBackOff must be between 1 and 10000.";
        }

        if (LinkKey is not null && !(Convert.TryFromBase64String(LinkKey, new byte[64], out var size) && size == 32))
        {
            yield return $"{section}:LinkKey must be base64 of 32 random bytes, for example from: openssl rand -base64 32.";
        }

        if (LinkHours is < 1 or > 720)
        {
            yield return $"{section}:LinkHours must be between 1 and 720.";
        }

        if (BackOffSeconds < 1 || LongestBackOffSeconds < BackOffSeconds || LongestBackOffSeconds > 86_400)
        {
            yield return $"{section}:BackOffSeconds must be at least 1, and {section}:LongestBackOffSeconds between it and 86400.";
        }
    }
}
