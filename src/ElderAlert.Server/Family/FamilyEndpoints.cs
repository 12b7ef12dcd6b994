using System.Globalization;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine;
using ElderAlert.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ElderAlert.Server.Family;

/// <summary>Answers for the family page.</summary>
internal static class FamilyEndpoints
{
    /// <summary>The page; 304 where the browser's copy is still true, 410 and 403 without any data where the link opens nothing.</summary>
    public static async Task<IResult> ShowAsync(
        HttpContext http, string token, LinkDoor door, FamilyViews views, string? lang, string? said, CancellationToken cancellation)
    {
        var opening = await door.OpenAsync(token, cancellation);
        if (opening is not LinkOpening.Open { Visit: var visit })
        {
            return Shut(http, opening);
        }

        var version = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{visit.Incident.Position}{LanguageOf(lang)}\""), isWeak: true);
        var known = http.Request.GetTypedHeaders().IfNoneMatch;
        if (known.Any(tag => tag.Compare(version, useStrongComparison: false)))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.GetTypedHeaders().ETag = version;
        var view = await views.OfAsync(visit, LanguageOf(lang), cancellation);
        return Page(view with { Notice = NoticeOf(said) });
    }

    /// <summary>Something was pressed. The browser is sent back to the page, so that reloading presses nothing again.</summary>
    public static async Task<IResult> ActAsync(
        HttpContext http, string token, string action, LinkDoor door, FamilyActions actions, CancellationToken cancellation)
    {
        var opening = await door.OpenAsync(token, cancellation);
        if (opening is not LinkOpening.Open { Visit: var visit })
        {
            return Shut(http, opening);
        }

        if (!http.Request.HasFormContentType)
        {
            return Results.Problem("The page sends a form.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        string? lang = http.Request.Query["lang"];
        return await OrSayAsync(http, token, lang, async () =>
        {
            var result = await actions.DoAsync(visit, action, form["eta"], form["requestId"].ToString(), cancellation);
            var said = (result, action) switch
            {
                (CommandResult.Refused, _) => "late",
                (_, "cannot") => "cannot",
                _ => null,
            };
            return result is null
                ? Results.Problem("There is no such action on this page.", statusCode: StatusCodes.Status404NotFound)
                : Back(token, lang, said);
        });
    }

    /// <summary>How to get in, on the page itself and only in this answer: it is not kept anywhere.</summary>
    public static async Task<IResult> EntryAsync(
        HttpContext http, string token, LinkDoor door, FamilyViews views, FamilyActions actions, string? lang, CancellationToken cancellation)
    {
        var opening = await door.OpenAsync(token, cancellation);
        if (opening is not LinkOpening.Open { Visit: var visit })
        {
            return Shut(http, opening);
        }

        return await OrSayAsync(http, token, lang, async () => await actions.ViewEntryDataAsync(visit, cancellation) is { } entry
            ? Page(await views.OfAsync(visit, LanguageOf(lang), cancellation) with { EntryData = entry })
            : Back(token, lang, "late"));
    }

    /// <summary>
    /// The page that shows how to get in stands at this address, and its script asks there for what is new: it is sent to the page. An error would make
    /// it load itself again, ask whether the form is to be sent once more, and take the code out of sight.
    /// </summary>
    public static IResult LeaveEntry(string token, string? lang) => Back(token, lang, said: null);

    /// <summary>Whoever pressed and was not heard must read it on the page, and can press again there.</summary>
    private static async Task<IResult> OrSayAsync(HttpContext http, string token, string? lang, Func<Task<IResult>> actAsync)
    {
        try
        {
            return await actAsync();
        }
        catch (EngineUnavailableException unavailable)
        {
            HostLog.NotNoted(http.RequestServices.GetRequiredService<ILogger<FamilyActions>>(), unavailable);
            return Back(token, lang, "notNoted");
        }
    }

    private static RazorComponentResult<FamilyPage> Page(FamilyView view) => new(new { View = view });

    private static IResult Shut(HttpContext http, LinkOpening opening)
    {
        var isExpired = opening is LinkOpening.Expired;
        var centres = http.RequestServices.GetRequiredService<IncidentEngine>().Directory.Centres.OrderBy(c => c.Key, StringComparer.Ordinal).ToList();
        return new RazorComponentResult<ShutPage>(new { IsExpired = isExpired, Centres = (IReadOnlyList<Centre>)centres })
        {
            StatusCode = isExpired ? StatusCodes.Status410Gone : StatusCodes.Status403Forbidden,
        };
    }

    private static IResult Back(string token, string? lang, string? said)
    {
        var query = QueryString.Create(new KeyValuePair<string, string?>[] { new("lang", lang), new("said", said) }.Where(q => !string.IsNullOrEmpty(q.Value)));
        return new SeeOther($"{FamilyRoom.Root}/{Uri.EscapeDataString(token)}{query}");
    }

    private static Language? LanguageOf(string? tag) => tag switch
    {
        "en" => Language.English,
        "zh-CN" => Language.Chinese,
        _ => null,
    };

    private static FamilyNotice NoticeOf(string? said) => said switch
    {
        "cannot" => FamilyNotice.CannotNoted,
        "late" => FamilyNotice.Superseded,
        "notNoted" => FamilyNotice.NotNoted,
        _ => FamilyNotice.None,
    };
}

/// <summary>303: fetch that page (RFC 9110 section 15.4.4).</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
