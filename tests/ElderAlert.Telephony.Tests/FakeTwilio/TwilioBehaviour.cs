using System.Globalization;

namespace ElderAlert.Tests.FakeTwilio;

/// <summary>How the fake treats one request to create something. What is not scripted is accepted.</summary>
public abstract record TwilioBehaviour
{
    private TwilioBehaviour()
    {
    }

    /// <summary>Takes it and says so.</summary>
    public sealed record Accept : TwilioBehaviour;

    /// <summary>Reads it, does nothing and never answers.</summary>
    public sealed record Hang : TwilioBehaviour;

    /// <summary>Takes it and never answers: the caller cannot know.</summary>
    public sealed record AcceptThenHang : TwilioBehaviour;

    /// <summary>Takes it and answers 500.</summary>
    public sealed record AcceptThenFail : TwilioBehaviour;

    /// <summary>Closes the connection without a word.</summary>
    public sealed record Drop : TwilioBehaviour;

    /// <summary>Answers with a status, a Twilio error code where there is one, and a Retry-After where there is one.</summary>
    public sealed record Answer(int Status, int? Code = null, string? RetryAfter = null) : TwilioBehaviour
    {
        /// <summary>Twilio's body for it; a proxy's page where there is no code.</summary>
        public string Body => Code is { } code
            ? string.Create(CultureInfo.InvariantCulture, $$"""{"code":{{code}},"message":"+8613800000001 is not good","status":{{Status}}}""")
            : "<html>not from here</html>";
    }
}

/// <summary>One request that arrived.</summary>
public sealed record TwilioRequest(string Method, string Path, string Query, string Authorization, ILookup<string, string> Form);

/// <summary>A message or a call that the fake has taken.</summary>
public sealed class TwilioItem(string sid, ILookup<string, string> form, DateTimeOffset createdAt)
{
    public string Sid { get; } = sid;
    public ILookup<string, string> Form { get; } = form;
    public DateTimeOffset CreatedAt { get; } = createdAt;
    public string Status { get; set; } = "queued";
    public int? ErrorCode { get; set; }
    public string? AnsweredBy { get; set; }

    /// <summary>The number that it went to.</summary>
    public string To => Form["To"].Single();

    /// <summary>The words of a text message, or the script of a call.</summary>
    public string Words => (Form["Body"].SingleOrDefault() ?? Form["Twiml"].SingleOrDefault())!;

    public bool IsCall => Sid.StartsWith("CA", StringComparison.Ordinal);
}
