using System.Net;
using System.Security.Cryptography.X509Certificates;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>Decides who may connect. Called once for each CONNECT, before anything of it has an effect.</summary>
public interface IDeviceAuthenticator
{
    /// <summary>Accepts with an identity or refuses with a reason. An exception refuses with "server unavailable".</summary>
    ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken);
}

/// <summary>What a client says about itself in CONNECT.</summary>
/// <param name="ClientId">Empty: the server will assign one.</param>
/// <param name="UserName">Null: not sent.</param>
/// <param name="Password">Empty: not sent.</param>
/// <param name="RemoteAddress">Where the connection comes from; null: unknown.</param>
/// <param name="ClientCertificate">From TLS, already validated by the listener; null: none.</param>
/// <param name="Version">The protocol version asked for.</param>
public sealed record ConnectRequest(
    string ClientId,
    string? UserName,
    ReadOnlyMemory<byte> Password,
    EndPoint? RemoteAddress,
    X509Certificate2? ClientCertificate,
    MqttProtocolVersion Version)
{
    /// <summary>
    /// Names that the client certificate vouches for: DNS names of its subject alternative name and its common name.
    /// </summary>
    public IReadOnlyList<string> CertificateNames => ClientCertificate is null
        ? []
        : [.. ClientCertificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()),
            ClientCertificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];

    /// <summary>User properties of a 5.0 CONNECT.</summary>
    public IReadOnlyList<UserProperty> UserProperties { get; init; } = [];
}

/// <summary>The answer to a <see cref="ConnectRequest"/>.</summary>
public sealed record AuthenticationResult
{
    private AuthenticationResult(string? identity, ReasonCode reasonCode, string detail)
    {
        Identity = identity;
        ReasonCode = reasonCode;
        Detail = detail;
    }

    /// <summary>Who it is, in the host's own terms; null: refused.</summary>
    public string? Identity { get; }

    /// <summary>What CONNACK says.</summary>
    public ReasonCode ReasonCode { get; }

    /// <summary>Why it was refused; for logs and observers, not sent to the client.</summary>
    public string Detail { get; }

    /// <summary>Lets the client in.</summary>
    public static AuthenticationResult Accepted(string identity) => new(identity, ReasonCode.Success, "");

    /// <summary>
    /// Keeps the client out: <see cref="ReasonCode.BadUserNameOrPassword"/>, <see cref="ReasonCode.NotAuthorized"/>,
    /// <see cref="ReasonCode.Banned"/>, <see cref="ReasonCode.ServerBusy"/> and so on; throws for a success code.
    /// </summary>
    public static AuthenticationResult Refused(ReasonCode reasonCode, string detail) => reasonCode.IsFailure()
        ? new(null, reasonCode, detail)
        : throw new ArgumentOutOfRangeException(nameof(reasonCode), reasonCode, "A refusal needs a reason code of 0x80 or above");
}
