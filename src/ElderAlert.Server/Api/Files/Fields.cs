using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Api.Files;

/// <summary>Checks of single fields. What spans items is the engine's to check.</summary>
internal static class Fields
{
    private const int LongestText = 500;

    /// <summary>A text that must be there, without blanks around it.</summary>
    /// <exception cref="JsonException">It is empty or too long; the path names the field.</exception>
    public static string Text(string text, string field, int longest = LongestText) => text.Trim() switch
    {
        "" => throw Wrong(field, "must not be empty"),
        var trimmed when trimmed.Length > longest => throw Wrong(field, $"may have at most {longest} characters"),
        var trimmed => trimmed,
    };

    /// <summary>A text that may be left out; an empty one counts as left out.</summary>
    public static string? Optional(string? text, string field) => string.IsNullOrWhiteSpace(text) ? null : Text(text, field);

    /// <summary>A private text that may be left out; an empty one counts as left out.</summary>
    public static PrivateText? Optional(PrivateText? text, string field) =>
        Optional(text is { } given ? given.Value : null, field) is { } words ? new PrivateText(words) : default(PrivateText?);

    /// <summary>A place on the globe.</summary>
    public static GeoPoint? Place(GeoPoint? place, string field) => place switch
    {
        { Latitude: < -90 or > 90 } => throw Wrong($"{field}.latitude", "must be between -90 and 90"),
        { Longitude: < -180 or > 180 } => throw Wrong($"{field}.longitude", "must be between -180 and 180"),
        _ => place,
    };

    /// <summary>An IANA time zone that this machine knows.</summary>
    public static string Zone(string zone, string field) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : throw Wrong(field, "is not an IANA time zone such as Asia/Shanghai");

    /// <summary>Ways to reach a person.</summary>
    public static IReadOnlyList<ContactMethod> Methods(IReadOnlyList<ContactMethodView>? methods) =>
        methods?.Select(m => new ContactMethod(m.Channel, m.Address, m.Verified)).ToList() ?? [];

    /// <summary>The error of a field.</summary>
    public static JsonException Wrong(string field, string reason) => new(reason, field, lineNumber: null, bytePositionInLine: null);
}
