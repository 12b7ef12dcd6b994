using System.Text.Json;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Directory;
using Microsoft.AspNetCore.Mvc;

namespace ElderAlert.Server.Api;

/// <summary>Answers that say no, as problem details with a <c>code</c>.</summary>
internal static class Problems
{
    /// <summary>A rule refused: 404, 409 (the incident is not where it would have to be) or 422 (a value is not one that works).</summary>
    public static ProblemDetails Of(Rejection rejection) => new()
    {
        Status = StatusOf(rejection.Code),
        Title = TitleOf(rejection.Code),
        Detail = rejection.Detail,
        Extensions = { ["code"] = JsonNamingPolicy.CamelCase.ConvertName(rejection.Code.ToString()) },
    };

    /// <summary>There is no such thing, or it is another centre's: the two are not told apart.</summary>
    public static ProblemDetails NotFound(string what) => Of(new Rejection(RejectionCode.NotFound, $"There is no such {what}."));

    /// <summary>An item of that id is on file already.</summary>
    public static ProblemDetails Taken(string what, string id) => new()
    {
        Status = StatusCodes.Status409Conflict,
        Title = "The id is taken",
        Detail = $"A {what} with the id {id} is on file already; change it with PUT.",
        Extensions = { ["code"] = "taken" },
    };

    /// <summary>The file would not hold together: <c>problems</c> are the sentences, <c>codes</c> their codes; <c>code</c> is the code of all of them, where it is the same.</summary>
    public static ProblemDetails Refused(IReadOnlyList<EditProblem> problems)
    {
        var codes = problems.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Code.ToString())).ToList();
        return new ProblemDetails
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Title = "The file cannot be changed like this",
            Detail = string.Join(" ", problems.Select(p => $"{p.Sentence.TrimEnd('.')}.")),
            Extensions =
            {
                ["code"] = codes.Distinct(StringComparer.Ordinal).Count() == 1 ? codes[0] : "invalid",
                ["problems"] = problems.Select(p => p.Sentence).ToList(),
                ["codes"] = codes,
            },
        };
    }

    /// <summary>A query parameter or field is out of bounds.</summary>
    public static ProblemDetails Invalid(string field, string reason) => new()
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Title = "A value is not allowed",
        Detail = $"{field}: {reason}.",
        Extensions = { ["code"] = "invalid", ["errors"] = new Dictionary<string, string[]> { [field] = [reason] } },
    };

    private static int StatusOf(RejectionCode code) => code switch
    {
        RejectionCode.NotFound => StatusCodes.Status404NotFound,
        RejectionCode.UnknownResponder or RejectionCode.UnknownRecipient or RejectionCode.Invalid => StatusCodes.Status422UnprocessableEntity,
        RejectionCode.WrongState or RejectionCode.AlreadyClaimed or RejectionCode.NotOwner or RejectionCode.VoiceContactRequired
            or RejectionCode.FollowUpRequired or RejectionCode.NotDispatched or RejectionCode.AlreadyDispatched => StatusCodes.Status409Conflict,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "not a rejection code"),
    };

    private static string TitleOf(RejectionCode code) => code switch
    {
        RejectionCode.NotFound => "Not found",
        RejectionCode.Invalid => "A value is not allowed",
        _ => "Refused",
    };
}
