namespace ElderAlert.Server.Auth;

/// <summary>Names of the authorisation policies.</summary>
internal static class Policies
{
    /// <summary>Any operator who is signed in.</summary>
    public const string Console = "Console";

    /// <summary>Supervisors and administrators.</summary>
    public const string Supervisor = "Supervisor";

    /// <summary>Administrators.</summary>
    public const string Administrator = "Administrator";
}
