using System.Text;
using ElderAlert.Server.Ingest;

namespace ElderAlert.Server.Tests.Ingest;

public sealed class ProblemJournalTests
{
    [Fact]
    public void TextOf_Text_IsKept() => Assert.Equal("厨房 {", ProblemJournal.TextOf(Encoding.UTF8.GetBytes("厨房 {")).Value);

    [Fact]
    public void TextOf_Bytes_AreBase64() => Assert.Equal("/wA=", ProblemJournal.TextOf([0xFF, 0x00]).Value);

    [Fact]
    public void TextOf_LongText_IsCutBetweenCharacters()
    {
        var text = ProblemJournal.TextOf(Encoding.UTF8.GetBytes("a" + new string('厨', 3_000))).Value;

        Assert.Equal("a" + new string('厨', 1_365), text);
    }
}
