using ElderAlert.Domain;
using ElderAlert.Engine;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Ingest;

/// <summary>
/// Lets in the devices on file that know their key, where the user name is the device's id and the password its key, or that show a client
/// certificate with their id in it. A certificate needs no key beside it; but a key that is sent has to be right, and a certificate that is
/// shown has to be the device's own.
/// </summary>
internal sealed class DirectoryAuthenticator(IncidentEngine engine) : IDeviceAuthenticator
{
    private const string NoName = "no user name was sent";
    private const string Unknown = "no device of that id is on file";
    private const string UnknownCertificate = "the certificate names no device on file";
    private const string ForeignCertificate = "the certificate is another device's";
    private const string Carried = "the device is only reached through its gateway and has no key";
    private const string WrongKey = "the key is wrong";

    public ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(request.ClientCertificate is null
            ? ByKey(request.UserName, request.Password.Span)
            : ByCertificate(request, request.CertificateNames));

    private AuthenticationResult ByKey(string? name, ReadOnlySpan<byte> key)
    {
        if (string.IsNullOrEmpty(name))
        {
            return Refuse(NoName);
        }

        if (engine.Directory.Find(new DeviceId(name)) is not { } device)
        {
            return Refuse(Unknown);
        }

        if (device.KeyHash is null)
        {
            return Refuse(Carried);
        }

        return DeviceKey.Verify(key, device.KeyHash) ? AuthenticationResult.Accepted(device.Id.Value) : Refuse(WrongKey);
    }

    private AuthenticationResult ByCertificate(ConnectRequest request, IReadOnlyList<string> names)
    {
        var onFile = names.Where(name => engine.Directory.Find(new DeviceId(name)) is not null).ToList();
        if (onFile.Count == 0)
        {
            return Refuse(UnknownCertificate);
        }

        var name = string.IsNullOrEmpty(request.UserName) ? onFile[0] : request.UserName;
        if (!onFile.Contains(name, StringComparer.Ordinal))
        {
            return Refuse(ForeignCertificate);
        }

        return request.Password.IsEmpty ? AuthenticationResult.Accepted(name) : ByKey(name, request.Password.Span);
    }

    /// <summary>One code for every reason: the device learns nothing about which ids exist.</summary>
    private static AuthenticationResult Refuse(string reason) => AuthenticationResult.Refused(ReasonCode.NotAuthorized, reason);
}
