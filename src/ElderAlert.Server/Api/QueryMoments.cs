using System.Globalization;
using System.Reflection;

namespace ElderAlert.Server.Api;

/// <summary>
/// A moment in a query is written with its offset, as one in a body is (<see cref="Hosting.Json.MomentConverter"/>): without it, it would be of
/// the server's own time zone, wherever that stands.
/// </summary>
internal static class QueryMoments
{
    /// <summary>Refuses moments without an offset wherever an endpoint of the group takes one.</summary>
    public static RouteGroupBuilder RequireOffsets(this RouteGroupBuilder group) => group.AddEndpointFilterFactory((endpoint, next) =>
    {
        var names = endpoint.MethodInfo.GetParameters().SelectMany(NamesOf).ToList();
        return names.Count == 0
            ? next
            : call => names.Find(name => !HasOffset(call.HttpContext.Request.Query[name])) is { } wrong
                ? ValueTask.FromResult<object?>(Results.Problem(Problems.Invalid(wrong, "is a moment with its offset, like 2026-12-24T18:00:00Z")))
                : next(call);
    });

    private static IEnumerable<string> NamesOf(ParameterInfo parameter)
    {
        if (IsMoment(parameter.ParameterType))
        {
            return [parameter.Name!];
        }

        return parameter.IsDefined(typeof(AsParametersAttribute))
            ? parameter.ParameterType.GetProperties().Where(p => IsMoment(p.PropertyType)).Select(p => JsonNameOf(p.Name))
            : [];
    }

    private static bool IsMoment(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset);

    private static string JsonNameOf(string property) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property);

    /// <summary>What was not given, or was refused before as no moment at all, is none of this.</summary>
    private static bool HasOffset(string? text) =>
        !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var wall) || wall.Kind != DateTimeKind.Unspecified;
}
