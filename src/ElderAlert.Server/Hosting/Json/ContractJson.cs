using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace ElderAlert.Server.Hosting.Json;

/// <summary>
/// The one JSON dialect of the public contract (dashboards/console/src/api/contract.ts), over HTTP and over the hub alike: camelCase
/// names and enum values, ids as strings, private text in clear towards callers who were authorised, durations in seconds, times of day as 07:30:00.
/// What is read is read strictly: a missing, misspelt or null field is an error that names it.
/// </summary>
internal static class ContractJson
{
    /// <summary>For places without dependency injection; the same as everywhere.</summary>
    public static readonly JsonSerializerOptions Options = Frozen();

    /// <summary>Applies the dialect to the framework's options.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowOutOfOrderMetadataProperties = true;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new IdConverterFactory());
        options.Converters.Add(new PrivateTextConverter());
        options.Converters.Add(new SecondsConverter());
        options.Converters.Add(new WallTimeConverter());
        options.Converters.Add(new MomentConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver()
            .WithAddedModifier(EventTypes.Describe).WithAddedModifier(WriteTolerantly).WithAddedModifier(RefuseNullItems);
    }

    /// <summary>Strictness is for what callers send. An old entry of the journal that lacks a later field must still reach every console.</summary>
    private static void WriteTolerantly(JsonTypeInfo info)
    {
        foreach (var property in info.Properties.Where(p => !p.PropertyType.IsValueType))
        {
            property.IsGetNullable = true;
        }
    }

    /// <summary>The framework looks at fields only, and would let null into a list.</summary>
    private static void RefuseNullItems(JsonTypeInfo info)
    {
        if (info.Kind == JsonTypeInfoKind.Enumerable && info.ElementType is { IsValueType: false })
        {
            info.OnDeserialized = static list =>
            {
                if (((IEnumerable)list).Cast<object?>().Contains(null))
                {
                    throw new JsonException("must not hold null");
                }
            };
        }
    }

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
