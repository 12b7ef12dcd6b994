using System.Text.Json.Serialization;

namespace ElderAlert.Telephony.Twilio;

/// <summary>The parts of a Message resource that are read.</summary>
internal sealed record TwilioMessage(string? Sid, string? Status, string? Body, string? Direction, string? DateCreated, int? ErrorCode);

/// <summary>The parts of a Call resource that are read.</summary>
internal sealed record TwilioCall(string? Sid, string? Status, string? From, string? Direction, string? DateCreated, string? AnsweredBy);

/// <summary>A page of messages; the next one is relative to the API's address.</summary>
internal sealed record TwilioMessagePage(IReadOnlyList<TwilioMessage>? Messages, string? NextPageUri);

/// <summary>A page of calls; the next one is relative to the API's address.</summary>
internal sealed record TwilioCallPage(IReadOnlyList<TwilioCall>? Calls, string? NextPageUri);

/// <summary>The answer to a create: the resource's id.</summary>
internal sealed record TwilioCreated(string? Sid);

/// <summary>The body of a refusal.</summary>
internal sealed record TwilioProblem(int? Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TwilioMessagePage))]
[JsonSerializable(typeof(TwilioCallPage))]
[JsonSerializable(typeof(TwilioCreated))]
[JsonSerializable(typeof(TwilioProblem))]
internal sealed partial class TwilioJson : JsonSerializerContext;
