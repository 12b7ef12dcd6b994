using ElderAlert.Domain;
using ElderAlert.Domain.Retention;
using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Tests.Sealing;

public sealed class SealingScopeTests
{
    public static TheoryData<string, string> Scopes => new()
    {
        { Text(SealingScope.Of(Samples.Household())), "household/h-1" },
        { Text(SealingScope.Of(Samples.Note(1))), "2026-11/shengzhou/h-1" },
        { Text(SealingScope.Of(Samples.Note(1) with { SealedFor = null })), "2026-11/shengzhou" },
        { Text(SealingScope.Of(Samples.Note(1) with { SealedFor = new("a/b %"), Centre = new("长/兴") })), "2026-11/%E9%95%BF%2F%E5%85%B4/a%2Fb%20%25" },
        { Text(SealingScope.Of(Samples.Household(new("a/b/c")))), "household/a/b/c" },
    };

    /// <summary>Part of the file format of keys.db: scopes that were written once must be found for ever.</summary>
    [Theory]
    [MemberData(nameof(Scopes))]
    public void Parse_WhatWasWritten_GivesTheScope(string written, string format)
    {
        Assert.Equal(format, written);
        Assert.Equal(written, SealingScope.Parse(written).ToString());
    }

    /// <summary>A month is one of UTC, whatever the clock on the wall says.</summary>
    [Fact]
    public void Of_EntryOnTheFirstMorningInChina_IsOfTheMonthBefore()
    {
        var entry = Samples.Note(1) with { At = new DateTimeOffset(2026, 12, 1, 7, 59, 0, TimeSpan.FromHours(8)) };
        Assert.Equal(new TextPeriod(Samples.Centre, Samples.Home, new DateOnly(2026, 11, 1)), SealingScope.Of(entry).Period);
    }

    [Theory]
    [InlineData("h-1")]
    [InlineData("a/b/c/d")]
    [InlineData("2026-13/c")]
    public void Parse_NoScope_IsRefused(string text) => Assert.Throws<FormatException>(() => SealingScope.Parse(text));

    private static string Text(SealingScope scope) => scope.ToString();
}
