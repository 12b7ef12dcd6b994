using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Tests;

/// <summary>What every store must do, whatever is underneath.</summary>
public abstract class JournalCompliance : IAsyncLifetime
{
    protected IJournal Journal { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Journal = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store of this test: empty at first, later as it was left.</summary>
    protected abstract ValueTask<IJournal> OpenAsync();

    protected abstract ValueTask CloseAsync();

    protected abstract ValueTask CleanUpAsync();

    [Fact]
    public async Task LoadAsync_EmptyStore_IsEmpty()
    {
        var snapshot = await Journal.LoadAsync(Cancellation);
        Assert.Empty(snapshot.Heads);
        Assert.Empty(snapshot.Directory);
        Assert.Empty(snapshot.OpenIncidents);
    }

    [Fact]
    public async Task ReadAsync_AfterReopening_GivesWhatWasAppended()
    {
        var entries = Samples.Notes(1, 3);
        await Append(entries);
        await ReopenAsync();
        Facts.AssertSame(entries, await Read());
    }

    /// <summary>Every kind of event, many shapes of each, with private text under the household's and the centre's key.</summary>
    [Fact]
    public async Task ReadAsync_EveryKindOfEvent_GivesTheSameFacts()
    {
        var facts = new RandomFacts(seed: 2026);
        var entries = Facts.Of<JournalEvent>().SelectMany(type => Enumerable.Repeat(type, 25)).Select((type, i) => new JournalEntry(
            Samples.Centre,
            i + 1,
            Samples.Now.AddTicks(i),
            (JournalEvent)facts.Make(type),
            i % 2 == 0 ? new IncidentId($"i-{i % 7}") : null,
            i % 3 == 0 ? null : new HouseholdId($"h-{i % 5}"))).ToList();
        await Append(entries);
        await ReopenAsync();
        Facts.AssertSame(entries, await Read());

        // The random entries about rows of the directory are about rows that nobody wrote.
        Assert.DoesNotContain(await Journal.VerifyAsync(Cancellation), f => !f.Reason.StartsWith("the directory's row", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAsync_EveryKindOfItem_GivesTheSameFacts()
    {
        var facts = new RandomFacts(seed: 45);
        var items = Facts.Of<DirectoryItem>().SelectMany(type => Enumerable.Repeat(type, 5)).Select(type => (DirectoryItem)facts.Make(type))
            .DistinctBy(item => (item.GetType(), item.Key)).ToList();
        await Journal.AppendAsync(Samples.Batch(upserts: items), Cancellation);
        await ReopenAsync();
        var loaded = (await Journal.LoadAsync(Cancellation)).Directory;
        Assert.Equal(
            items.Select(Facts.Print).Order(StringComparer.Ordinal),
            loaded.Select(Facts.Print).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_AfterAPosition_GivesTheRestInOrder()
    {
        await Append(Samples.Notes(1, 1200));
        Assert.Equal(Enumerable.Range(501, 700).Select(p => (long)p), (await Read(500)).Select(e => e.Position));
        Assert.Empty(await Read(1200));
    }

    [Fact]
    public async Task ReadAsync_AppendedMeanwhile_EndsAtTheHeadOfTheCall()
    {
        await Append(Samples.Notes(1, 2));
        var positions = new List<long>();
        await foreach (var entry in Journal.ReadAsync(Samples.Centre, 0, Cancellation))
        {
            positions.Add(entry.Position);
            await Append(Samples.Notes(positions.Count + 2, 1));
        }

        Assert.Equal([1, 2], positions);
    }

    [Fact]
    public async Task AppendAsync_TwoCentresInOneBatch_CountSeparately()
    {
        await Append([.. Samples.Notes(1, 2), .. Samples.Notes(1, 3, Samples.OtherCentre)]);
        await ReopenAsync();
        var heads = (await Journal.LoadAsync(Cancellation)).Heads;
        Assert.Equal(2, heads[Samples.Centre]);
        Assert.Equal(3, heads[Samples.OtherCentre]);
        Assert.Empty(await Journal.VerifyAsync(Cancellation));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task AppendAsync_PositionIsNotTheNext_CommitsNothing(long position)
    {
        await Append(Samples.Notes(1, 3));
        var batch = Samples.Batch([Samples.Note(position)], [Samples.SignalRow("s-1", position)]);
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await Journal.AppendAsync(batch, Cancellation));
        Assert.Contains("the next one is 4", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await Journal.FindSignalsAsync([new SignalKey(new DeviceId("pendant-1"), "s-1")], Cancellation));
        await Append(Samples.Notes(4, 1));
        Assert.Equal(4, (await Read()).Count);
    }

    [Fact]
    public async Task AppendAsync_GapWithinTheBatch_CommitsNothing()
    {
        await Assert.ThrowsAsync<JournalException>(async () => await Append([Samples.Note(1), Samples.Note(3)]));
        Assert.Empty(await Read());
    }

    [Fact]
    public async Task AppendAsync_SecondActiveIncidentOfAHome_IsRefusedByTheStore()
    {
        await Append(Samples.Notes(1, 1), Samples.Incident("i-1"));
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await Append([Samples.Note(2, incident: "i-2")], Samples.Incident("i-2")));
        Assert.Contains("at most one active incident", refused.Message, StringComparison.Ordinal);
        Assert.Single(await Read());
    }

    [Fact]
    public async Task AppendAsync_ResolvedAndOpenedInOneBatch_MakesRoomFirst()
    {
        await Append(Samples.Notes(1, 1), Samples.Incident("i-1"));
        await Append(Samples.Notes(2, 2), Samples.Incident("i-2"), Samples.Incident("i-1", IncidentState.Resolved));
        await Append(Samples.Notes(4, 1), Samples.Incident("i-3", household: Samples.OtherHome));
        Assert.Equal(4, (await Read()).Count);
    }

    [Fact]
    public async Task AppendAsync_SignalTwice_IsRefusedAndTheStoreGoesOn()
    {
        await Journal.AppendAsync(Samples.Batch(signals: [Samples.SignalRow("s-1", 1)]), Cancellation);
        var again = Samples.Batch(Samples.Notes(1, 1), [Samples.SignalRow("s-2", 1), Samples.SignalRow("s-1", 1)]);
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await Journal.AppendAsync(again, Cancellation));
        Assert.Contains("signal is taken once", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await Read());
        await Append(Samples.Notes(1, 1));
        Assert.Single(await Read());
    }

    [Fact]
    public async Task FindSignalsAsync_KnownAndUnknown_GivesTheKnownWithTheirIncident()
    {
        var pendant = new DeviceId("pendant-1");
        var rows = new[] { Samples.SignalRow("s-1", 1, new IncidentId("i-1")), Samples.SignalRow("s-2", 2), Samples.SignalRow("s-1", 3, device: "pendant-2") };
        await Journal.AppendAsync(Samples.Batch(signals: rows), Cancellation);
        var found = await Journal.FindSignalsAsync([new(pendant, "s-1"), new(pendant, "s-2"), new(pendant, "s-3")], Cancellation);
        Assert.Equal(2, found.Count);
        Assert.Equal(new IncidentId("i-1"), found[new(pendant, "s-1")]);
        Assert.Null(found[new(pendant, "s-2")]);
        Assert.Empty(await Journal.FindSignalsAsync([], Cancellation));
    }

    [Fact]
    public async Task FindRequestsAsync_KnownAndUnknown_GivesTheStoredOutcome()
    {
        var key = new RequestKey(Samples.Centre, "r-1");
        var row = new RequestRow(key, new RequestOutcome(new IncidentId("i-1"), 7), Samples.Now);
        await Journal.AppendAsync(Samples.Batch(requests: [row]), Cancellation);
        var found = await Journal.FindRequestsAsync([key, new(Samples.OtherCentre, "r-1"), new(Samples.Centre, "r-2")], Cancellation);
        Assert.Equal(row.Outcome, Assert.Single(found).Value);
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await Journal.AppendAsync(Samples.Batch(requests: [row]), Cancellation));
        Assert.Contains("request is carried out once", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_ClosedAndOpenIncidents_GivesTheEntriesOfThoseThatNeedCare()
    {
        var unsent = new Notification(
            NotificationId.Of(new IncidentId("unsent"), 1),
            new RecipientRef(RecipientKind.Contact, "daughter"),
            Channel.Sms,
            NotificationPurpose.Update,
            NotificationState.Requested,
            Samples.Now);
        string[] ids = ["open", "closed", "resolved", "open", "unsent"];
        await Append(
            [.. ids.Select((id, i) => Samples.Note(i + 1, incident: id))],
            Samples.Incident("open"),
            Samples.Incident("closed", IncidentState.Closed),
            Samples.Incident("resolved", IncidentState.Resolved),
            Samples.Incident("unsent", IncidentState.Closed) with { Notifications = [unsent] });
        await ReopenAsync();
        Assert.Equal([1, 3, 4, 5], (await Journal.LoadAsync(Cancellation)).OpenIncidents.Select(e => e.Position));
        await Append(Samples.Notes(6, 1), Samples.Incident("open", IncidentState.Closed), Samples.Incident("unsent", IncidentState.Closed));
        Assert.Equal([3], (await Journal.LoadAsync(Cancellation)).OpenIncidents.Select(e => e.Position));
    }

    [Fact]
    public async Task ReadIncidentAsync_SomeIncident_GivesItsEntriesInOrder()
    {
        await Append([Samples.Note(1, incident: "a"), Samples.Note(2, incident: "b"), Samples.Note(3, incident: "a")]);
        Assert.Equal([1, 3], (await Journal.ReadIncidentAsync(new IncidentId("a"), Cancellation)).Select(e => e.Position));
        Assert.Empty(await Journal.ReadIncidentAsync(new IncidentId("unknown"), Cancellation));
    }

    [Fact]
    public async Task ReadIncidentAsync_EntriesInManyBatches_FollowsThemAll()
    {
        await Append([Samples.Note(1, incident: "a"), Samples.Note(2, incident: "b")]);
        await Append([Samples.Note(3, incident: "b"), Samples.Note(4, incident: "a"), Samples.Note(5, incident: "b"), Samples.Note(6, incident: "b")]);
        await ReopenAsync();
        await Append([Samples.Note(7, incident: "b")]);
        Assert.Equal([1, 4], (await Journal.ReadIncidentAsync(new IncidentId("a"), Cancellation)).Select(e => e.Position));
        Assert.Equal([2, 3, 5, 6, 7], (await Journal.ReadIncidentAsync(new IncidentId("b"), Cancellation)).Select(e => e.Position));
        Assert.Empty(await Journal.VerifyAsync(Cancellation));
    }

    [Fact]
    public async Task AppendAsync_IncidentsStateMissingOrOld_CommitsNothing()
    {
        var batch = Samples.Batch(Samples.Notes(1, 2));
        var missing = await Assert.ThrowsAsync<JournalException>(async () => await Journal.AppendAsync(batch with { Incidents = [] }, Cancellation));
        Assert.Contains("entries of incident i-1 cannot be stored without its state", missing.Message, StringComparison.Ordinal);
        var old = await Assert.ThrowsAsync<JournalException>(async () => await Journal.AppendAsync(batch with { Incidents = [Samples.Incident("i-1")] }, Cancellation));
        Assert.Contains("its last entry is 2", old.Message, StringComparison.Ordinal);
        Assert.Empty(await Read());
    }

    [Fact]
    public async Task ListIncidentsAsync_Pages_GoFromTheNewestToTheOldest()
    {
        var incidents = Enumerable.Range(0, 5).Select(i => Samples.Incident($"i-{i}", household: new HouseholdId($"h-{i}"), minute: i / 2)).ToArray();
        await Append(Samples.Notes(1, 1), incidents);
        var first = await Journal.ListIncidentsAsync(Samples.Centre, null, 3, Cancellation);
        Assert.Equal(["i-4", "i-3", "i-2"], first.Select(i => i.Value));
        var second = await Journal.ListIncidentsAsync(Samples.Centre, first[^1], 3, Cancellation);
        Assert.Equal(["i-1", "i-0"], second.Select(i => i.Value));
        Assert.Empty(await Journal.ListIncidentsAsync(Samples.OtherCentre, null, 3, Cancellation));
    }

    [Fact]
    public async Task AppendAsync_DirectoryEdits_ReplaceAndRemove()
    {
        await Journal.AppendAsync(Samples.Batch(upserts: [Samples.Household(), Samples.Household(Samples.OtherHome)]), Cancellation);
        var moved = Samples.Household() with { Address = "Lane 9" };
        await Journal.AppendAsync(Samples.Batch(upserts: [moved], deletes: [Samples.Household(Samples.OtherHome)]), Cancellation);
        Assert.Equal(moved, Assert.Single((await Journal.LoadAsync(Cancellation)).Directory));
    }

    [Fact]
    public async Task AppendAsync_ItemOfAnotherCentre_IsRefusedByTheStore()
    {
        await Journal.AppendAsync(Samples.Batch(upserts: [Samples.Household()]), Cancellation);
        var theft = Samples.Batch(upserts: [Samples.Household(centre: Samples.OtherCentre)]);
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await Journal.AppendAsync(theft, Cancellation));
        Assert.Contains("belongs to one centre", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DestroyKeyAsync_OneHousehold_ErasesItsTextAndKeepsTheChain()
    {
        await Journal.AppendAsync(
            Samples.Batch(
                [
                    Samples.Note(1, "hers", Samples.Home),
                    Samples.Note(2, "his", Samples.OtherHome),
                    Samples.Filed(3, Samples.Household()),
                    Samples.Filed(4, Samples.Household(Samples.OtherHome)),
                ],
                upserts: [Samples.Household(), Samples.Household(Samples.OtherHome)]),
            Cancellation);
        await Journal.DestroyKeyAsync(Samples.Home, Cancellation);
        await Append([Samples.Note(5, "after", Samples.Home)]);
        string[] expected = [PrivateText.Erased.Value, "his", "after"];
        Assert.Equal(expected, TextsOf(await Read()));
        await ReopenAsync();
        Assert.Equal(expected, TextsOf(await Read()));
        var homes = (await Journal.LoadAsync(Cancellation)).Directory.Cast<Household>().OrderBy(h => h.Key, StringComparer.Ordinal).ToList();
        Assert.Equal(PrivateText.Erased, homes[0].Name);
        Assert.Equal(Samples.SecretName, homes[1].Name.Value);
        Assert.Empty(await Journal.VerifyAsync(Cancellation));
        await Journal.DestroyKeyAsync(new HouseholdId("never seen"), Cancellation);
    }

    [Fact]
    public async Task ReadAsync_WhileAppending_SeesWholeBatchesOnly()
    {
        const int Batches = 150;
        const int BatchSize = 4;
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < Batches; i++)
                {
                    await Append(Samples.Notes((i * BatchSize) + 1, BatchSize));
                }
            },
            Cancellation);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                while (!writing.IsCompleted)
                {
                    var positions = (await Read()).Select(e => e.Position).ToList();
                    Assert.Equal(0, positions.Count % BatchSize);
                    Assert.Equal(Enumerable.Range(1, positions.Count).Select(p => (long)p), positions);
                }
            },
            Cancellation)).ToList();
        await writing;
        await Task.WhenAll(readers);
        Assert.Equal(Batches * BatchSize, (await Read()).Count);
    }

    protected async Task ReopenAsync()
    {
        await CloseAsync();
        Journal = await OpenAsync();
    }

    protected async Task Append(IReadOnlyList<JournalEntry> entries, params IReadOnlyList<Incident> incidents) =>
        await Journal.AppendAsync(Samples.Batch(entries, incidents: incidents), Cancellation);

    protected async Task<List<JournalEntry>> Read(long after = 0, CentreId? centre = null)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in Journal.ReadAsync(centre ?? Samples.Centre, after, Cancellation))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static IEnumerable<string> TextsOf(IEnumerable<JournalEntry> entries) => entries.Select(e => e.Event).OfType<NoteAdded>().Select(e => e.Text.Value);
}
