using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Storage.Tests;

/// <summary>Compares records by all that they hold; their own equality compares lists by reference. Knows nothing of the codec under test.</summary>
internal static class Facts
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Every concrete kind of event or directory item that the domain has.</summary>
    public static IReadOnlyList<Type> Of<T>() =>
        [.. typeof(JournalEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static IEnumerable<Type> All => Of<JournalEvent>().Concat(Of<DirectoryItem>());

    /// <summary>All that it holds, private text in the clear.</summary>
    public static string Print(object fact) => $"{fact.GetType().Name} {JsonSerializer.Serialize(fact, fact.GetType(), Options)}";

    public static void AssertSame(JournalEntry expected, JournalEntry actual)
    {
        Assert.Equal(expected with { Event = actual.Event }, actual);
        Assert.Equal(Print(expected.Event), Print(actual.Event));
    }

    public static void AssertSame(IReadOnlyList<JournalEntry> expected, IReadOnlyList<JournalEntry> actual)
    {
        Assert.Equal(expected.Select(e => e.Position), actual.Select(e => e.Position));
        foreach (var (one, other) in expected.Zip(actual))
        {
            AssertSame(one, other);
        }
    }
}
