using ElderAlert.Telephony.Twilio;
using ElderAlert.Telephony.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ElderAlert.Simulation.Server;

/// <summary>The real webhooks of the telephony room, called without a socket: signed as the provider signs.</summary>
internal sealed class Webhooks : IEndpointRouteBuilder
{
    private readonly TwilioOptions _options;
    private readonly Uri _publicUrl;
    private readonly Dictionary<string, RequestDelegate> _doors;

    public Webhooks(IServiceProvider services, TwilioOptions options, Uri publicUrl)
    {
        ServiceProvider = services;
        _options = options;
        _publicUrl = publicUrl;
        this.MapTwilioWebhooks();
        _doors = DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToDictionary(e => e.RoutePattern.RawText!.Split('/')[3], e => e.RequestDelegate!);
    }

    public IServiceProvider ServiceProvider { get; }

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(ServiceProvider);

    /// <summary>Calls one and gives the status of the answer.</summary>
    public async Task<int> PostAsync(string path, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var body = new MemoryStream(await new FormUrlEncodedContent(form).ReadAsByteArrayAsync());
        var context = new DefaultHttpContext { RequestServices = ServiceProvider };
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = path;
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.ContentLength = body.Length;
        context.Request.Body = body;
        context.Request.Headers[TwilioSignature.Header] = TwilioSignature.Of(_options.AuthToken!, new Uri(_publicUrl, path).AbsoluteUri, form);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path;
        var parts = path.Split('/');
        if (parts.Length > 4)
        {
            context.Request.RouteValues["notification"] = Uri.UnescapeDataString(parts[4]);
        }

        await _doors[parts[3]](context);
        return context.Response.StatusCode;
    }
}
