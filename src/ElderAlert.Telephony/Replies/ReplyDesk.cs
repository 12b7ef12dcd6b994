using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Telephony.Replies;

/// <summary>What is answered to somebody, and in which language.</summary>
public sealed record ReplyAnswer(string Words, Language Language);

/// <summary>
/// Takes what people write and press, and what a provider reports, to the engine. Everything that arrives leaves a trace: an answer moves its
/// incident, other words are shown to its operator, and words of strangers are journalled for the centre.
/// </summary>
public sealed class ReplyDesk(IncidentEngine engine)
{
    /// <summary>A person wrote to us.</summary>
    /// <param name="number">Theirs, in E.164 form.</param>
    /// <param name="text">The words.</param>
    /// <param name="requestId">The message's id at the provider: the same one is acted on once.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task<ReplyAnswer> TakeTextAsync(string number, string text, string requestId, CancellationToken cancellation)
    {
        var writers = NumberBook.WritersOf(engine.Directory, number);
        return NumberBook.LatestFor(engine, writers) is { } question
            ? await AnswerAsync(question, ReplyParser.Parse(text), text, "sms", requestId, cancellation)
            : await RecordAsync(writers, number, text, cancellation);
    }

    /// <summary>A person who was called pressed a key.</summary>
    /// <param name="id">The notification that rang.</param>
    /// <param name="digits">What they pressed.</param>
    /// <param name="requestId">The call's id at the provider.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What to say to them; null where there is no such notification.</returns>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task<ReplyAnswer?> TakeKeyAsync(NotificationId id, string digits, string requestId, CancellationToken cancellation)
    {
        var incident = await FindAsync(id, cancellation);
        if (incident?.Find(id) is not { } notification)
        {
            return null;
        }

        // Whoever presses a key holds the phone, whatever machine detection thinks.
        await ReportAsync(id, new ReportDelivered(), cancellation);
        var language = LanguageOf(notification.Recipient);
        var question = new Question(new Writer(incident.Centre, notification.Recipient, language), incident);
        return await AnswerAsync(question, ReplyParser.Parse(digits), $"☎ {digits}", "voice", $"{requestId}:{digits}", cancellation);
    }

    /// <summary>A provider says how a notification goes on.</summary>
    /// <returns>False where there is no such notification.</returns>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public async Task<bool> ReportAsync(NotificationId id, NotificationReport report, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } incident)
        {
            return false;
        }

        var result = await engine.ExecuteAsync(
            incident.Centre, incident.Id, context => context.Report(id, report), requestId: null, cancellation);
        return result is CommandResult.Done;
    }

    private async Task<ReplyAnswer> AnswerAsync(
        Question question, Reply reply, string text, string via, string requestId, CancellationToken cancellation)
    {
        var ((centre, person, language), incident) = question;
        if (reply is Reply.Going going)
        {
            var taken = await engine.ExecuteAsync(centre, incident.Id, _ => new Acknowledge(person, via, going.EtaMinutes), requestId, cancellation);
            if (taken is CommandResult.Done { Incident: var after })
            {
                var words = after.IsActive
                    ? AnswerWords.Going(language, going.EtaMinutes, after, engine.Directory.NamesOf(after))
                    : AnswerWords.TooLate(language, after, engine.Directory.NamesOf(after));
                return new ReplyAnswer(words, language);
            }
        }

        var kept = await engine.ExecuteAsync(
            centre,
            incident.Id,
            context => reply is Reply.Declined no ? new Decline(person, via, no.IsPlain ? default(PrivateText?) : text, context.Roster) : new ReceiveReply(person, text),
            $"{requestId}:words",
            cancellation);
        var now = kept is CommandResult.Done done ? done.Incident : incident;
        var names = engine.Directory.NamesOf(now);
        return new ReplyAnswer(
            reply switch
            {
                Reply.Going => AnswerWords.TooLate(language, now, names),
                Reply.Declined when !now.Expects(person) => AnswerWords.Declined(language, now, names),
                _ => AnswerWords.Unclear(language, now, names),
            },
            language);
    }

    /// <summary>A stranger's words go to every centre: they share the number, and nobody can say whose stranger it is.</summary>
    private async Task<ReplyAnswer> RecordAsync(IReadOnlyList<Writer> writers, string number, string text, CancellationToken cancellation)
    {
        var known = writers.DistinctBy(w => w.Centre).ToList();
        var facts = known.Count > 0
            ? known.Select(w => (w.Centre, Fact: new TextReceived(w.Ref, number, text)))
            : engine.Directory.Centres.Select(c => (Centre: c.Id, Fact: new TextReceived(null, number, text)));
        foreach (var (centre, fact) in facts.ToList())
        {
            await engine.RecordAsync(centre, fact, cancellation);
        }

        var language = known.Count > 0 ? known[0].Language : Language.Chinese;
        var hotline = known.Count == 1 ? engine.Directory.Find(known[0].Centre)?.Hotline : null;
        return new ReplyAnswer(AnswerWords.NoIncident(language, hotline), language);
    }

    private async Task<Incident?> FindAsync(NotificationId id, CancellationToken cancellation) =>
        id.Value.Contains('.', StringComparison.Ordinal) ? await engine.FindAsync(id.Incident, cancellation) : null;

    private Language LanguageOf(RecipientRef person) => person.Kind switch
    {
        RecipientKind.Contact => engine.Directory.Find(new ContactId(person.Id))?.Language,
        RecipientKind.Responder => engine.Directory.Find(new ResponderId(person.Id))?.Language,
        RecipientKind.Supervisor or RecipientKind.Operator => engine.Directory.Find(new OperatorId(person.Id))?.Language,
        _ => throw new ArgumentOutOfRangeException(nameof(person), person.Kind, "not a kind of recipient"),
    } ?? Language.Chinese;
}
