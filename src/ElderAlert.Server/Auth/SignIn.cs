using System.Net;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;

namespace ElderAlert.Server.Auth;

/// <summary>What came of a sign-in.</summary>
internal abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>User and password fit.</summary>
    public sealed record Welcome(Caller Caller) : SignInResult;

    /// <summary>They do not; which of the two is not said.</summary>
    public sealed record Refused : SignInResult;

    /// <summary>Too many failures: not even looked at.</summary>
    public sealed record HeldBack(TimeSpan Wait) : SignInResult;
}

/// <summary>Checks credentials. Every outcome is in the journal, but for those that were held back, which would let a guesser fill it.</summary>
internal sealed class SignIn(IncidentEngine engine, SignInThrottle throttle, ILogger<SignIn> logger) : IDisposable
{
    private const string WrongPassword = "wrong password";
    private const string UnknownUser = "unknown user";

    /// <summary>One slow hash at a time: a storm of sign-ins must leave a core to the alarms.</summary>
    private readonly SemaphoreSlim _oneHash = new(1, 1);

    /// <summary>Checks user and password; takes the same time whether the user exists or not.</summary>
    public async ValueTask<SignInResult> TryAsync(string user, string password, IPAddress? address, CancellationToken cancellation)
    {
        if (throttle.Wait(user, address) is { } wait)
        {
            return HeldBack(wait);
        }

        var who = engine.Directory.Find(new OperatorId(user));
        await _oneHash.WaitAsync(cancellation);
        bool isRight;
        try
        {
            if (throttle.Wait(user, address) is { } meanwhile)
            {
                return HeldBack(meanwhile);
            }

            isRight = PasswordHash.Verify(password, who?.PasswordHash);
            if (!isRight)
            {
                throttle.Failed(user, address);
            }
        }
        finally
        {
            _oneHash.Release();
        }

        if (!isRight || who is null || engine.Directory.Find(who.Centre) is not { } centre)
        {
            return await RefuseAsync(user, who, cancellation);
        }

        throttle.Succeeded(user, address);
        await engine.RecordAsync(centre.Id, new OperatorSignedIn(who.Id), cancellation);
        AuthLog.SignedIn(logger, who.Key);
        return new SignInResult.Welcome(Callers.Begin(who, centre));
    }

    public void Dispose() => _oneHash.Dispose();

    private SignInResult.HeldBack HeldBack(TimeSpan wait)
    {
        AuthLog.HeldBack(logger, Math.Ceiling(wait.TotalSeconds));
        return new SignInResult.HeldBack(wait);
    }

    /// <summary>An unknown user belongs to no centre; the refusal is written in the journal of the first one, where its administrator finds it.</summary>
    private async ValueTask<SignInResult> RefuseAsync(string user, Operator? who, CancellationToken cancellation)
    {
        AuthLog.Refused(logger, isKnown: who is not null);
        var centre = who?.Centre ?? engine.Directory.Centres.OrderBy(c => c.Key, StringComparer.Ordinal).FirstOrDefault()?.Id;
        if (centre is { } journal)
        {
            await engine.RecordAsync(journal, new SignInRefused(user, who is null ? UnknownUser : WrongPassword), cancellation);
        }

        return new SignInResult.Refused();
    }
}
