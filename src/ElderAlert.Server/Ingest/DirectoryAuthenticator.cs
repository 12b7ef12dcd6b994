using ElderAlert.Domain;
using ElderAlert.Engine;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Ingest;

/// <summary>Lets in the devices on file that know their key: the user name is the device's id, the password its key.</summary>
internal sealed class DirectoryAuthenticator(IncidentEngine engine) : IDeviceAuthenticator
{
    private const string NoName = "no user name was sent";
    private const string Unknown = "no device of that id is on file";
    private const string Carried = "the device is only reached through its gateway and has no key";
    private const string WrongKey = "the key is wrong";

    public ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Decide(request));

    private AuthenticationResult Decide(ConnectRequest request)
    {
        if (string.IsNullOrEmpty(request.UserName))
        {
            return Refuse(NoName);
        }

        if (engine.Directory.Find(new DeviceId(request.UserName)) is not { } device)
        {
            return Refuse(Unknown);
        }

        if (device.KeyHash is null)
        {
            return Refuse(Carried);
        }

        return DeviceKey.Verify(request.Password.Span, device.KeyHash) ? AuthenticationResult.Accepted(device.Id.Value) : Refuse(WrongKey);
    }

    /// <summary>One code for every reason: the device learns nothing about which ids exist.</summary>
    private static AuthenticationResult Refuse(string reason) => AuthenticationResult.Refused(ReasonCode.NotAuthorized, reason);
}
