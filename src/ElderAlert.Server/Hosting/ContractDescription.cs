using ElderAlert.Domain;
using ElderAlert.Server.Hosting.Json;
using Microsoft.OpenApi;

namespace ElderAlert.Server.Hosting;

/// <summary>The description at <c>/openapi/v1.json</c>: says of our own value types what their converters write.</summary>
internal static class ContractDescription
{
    /// <summary>Registers the description.</summary>
    public static IServiceCollection AddContractDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ElderAlert",
                Version = "v1",
                Description = "Sign in with POST /api/session; every other path under /api asks for its cookie. "
                    + "Each change takes a requestId in its body or an Idempotency-Key header and is done once.",
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            schema.Type = type switch
            {
                _ when IdConverterFactory.IsId(type) || type == typeof(PrivateText) || type == typeof(TimeOnly) || type == typeof(DateTimeOffset) =>
                    JsonSchemaType.String,
                _ when type == typeof(TimeSpan) => JsonSchemaType.Number,
                _ => schema.Type,
            };
            schema.Format = type == typeof(DateTimeOffset) ? "date-time" : schema.Format;
            return Task.CompletedTask;
        });
    });
}
