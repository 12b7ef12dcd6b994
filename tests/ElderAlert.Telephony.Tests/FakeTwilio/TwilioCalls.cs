using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace ElderAlert.Tests.FakeTwilio;

/// <summary>The webhooks that Twilio would call, signed as Twilio signs them (written apart from the product's own check of it).</summary>
/// <param name="http">Reaches the server under test.</param>
/// <param name="publicUrl">The address that the server under test believes to be known by.</param>
public sealed class TwilioCalls(HttpClient http, Uri publicUrl)
{
    /// <summary>A person writes to our number. Returns the answer's words; empty where there are none.</summary>
    public async Task<string> ReplyAsync(string from, string words, string messageSid)
    {
        using var response = await PostAsync(new Uri(publicUrl, "/webhooks/twilio/inbound"), [
            new("MessageSid", messageSid), new("AccountSid", TwilioServer.AccountSid), new("From", from), new("To", TwilioServer.From), new("Body", words)]);
        response.EnsureSuccessStatusCode();
        return XElement.Parse(await response.Content.ReadAsStringAsync()).Element("Message")?.Value ?? "";
    }

    /// <summary>A message goes on.</summary>
    public Task<HttpResponseMessage> MessageStatusAsync(TwilioItem item, string status, int? errorCode = null) => PostAsync(StatusUrl(item), [
        new("MessageSid", item.Sid), new("MessageStatus", status), new("To", item.To), new("AccountSid", TwilioServer.AccountSid),
        .. errorCode is { } code ? [new KeyValuePair<string, string>("ErrorCode", code.ToString(CultureInfo.InvariantCulture))] : Array.Empty<KeyValuePair<string, string>>()]);

    /// <summary>A call goes on.</summary>
    public Task<HttpResponseMessage> CallStatusAsync(TwilioItem item, string status, string? answeredBy = null) => PostAsync(StatusUrl(item), [
        new("CallSid", item.Sid), new("CallStatus", status), new("To", item.To), new("AccountSid", TwilioServer.AccountSid),
        .. answeredBy is null ? Array.Empty<KeyValuePair<string, string>>() : [new KeyValuePair<string, string>("AnsweredBy", answeredBy)]]);

    /// <summary>Machine detection, running beside the call, has heard enough.</summary>
    public Task<HttpResponseMessage> AnsweredByAsync(TwilioItem item, string answeredBy) =>
        PostAsync(StatusUrl(item), [new("CallSid", item.Sid), new("AccountSid", TwilioServer.AccountSid), new("AnsweredBy", answeredBy)]);

    /// <summary>The person on the phone presses a key. Returns what is said to them.</summary>
    public async Task<string> PressAsync(TwilioItem call, string digits)
    {
        var gather = XElement.Parse(call.Words).Elements("Gather").First();
        using var response = await PostAsync(new Uri(gather.Attribute("action")!.Value), [
            new("CallSid", call.Sid), new("AccountSid", TwilioServer.AccountSid), new("To", call.To), new("Digits", digits)]);
        response.EnsureSuccessStatusCode();
        return XElement.Parse(await response.Content.ReadAsStringAsync()).Element("Say")?.Value ?? "";
    }

    /// <summary>Calls an address of the server with a form, signed with the account's token, or with another one.</summary>
    public async Task<HttpResponseMessage> PostAsync(Uri url, IReadOnlyList<KeyValuePair<string, string>> form, string? token = TwilioServer.AuthToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url.PathAndQuery) { Content = new FormUrlEncodedContent(form) };
        if (token is not null)
        {
            request.Headers.Add("X-Twilio-Signature", Sign(token, url.AbsoluteUri, form));
        }

        return await http.SendAsync(request);
    }

    private static Uri StatusUrl(TwilioItem item) => new(item.Form["StatusCallback"].Single());

    private static string Sign(string token, string url, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var text = url + string.Concat(form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + f.Value));
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
    }
}
