using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Notifications;

namespace ElderAlert.Engine.Tests.Notifications;

public sealed class HandoverRecordTests
{
    private static readonly CentreId Centre = new("c");
    private static readonly RecipientRef Daughter = new(RecipientKind.Contact, "daughter");
    private static readonly RecipientRef Son = new(RecipientKind.Contact, "son");
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    private readonly HandoverRecord _record = new();

    [Fact]
    public void IsFailing_OnePersonsNumberIsWrong_IsNot()
    {
        Fail(Daughter, Daughter, Daughter, Daughter);

        Assert.False(_record.IsFailing(Centre, Now));
    }

    [Fact]
    public void IsFailing_SeveralPeopleInARow_Is_UntilOneIsTaken()
    {
        Fail(Daughter, Son);
        Assert.False(_record.IsFailing(Centre, Now));
        Fail(Son);
        Assert.True(_record.IsFailing(Centre, Now));
        Assert.False(_record.IsFailing(new CentreId("other"), Now));

        _record.Taken(Centre);

        Assert.False(_record.IsFailing(Centre, Now));
    }

    [Fact]
    public void IsFailing_NobodyWasToldForLong_NobodyKnows_AndItIsCountedAnew()
    {
        Fail(Daughter, Son, Son);
        var later = Now + TimeSpan.FromMinutes(30);

        Assert.False(_record.IsFailing(Centre, later));
        _record.NotTaken(Centre, Son, later);
        Assert.False(_record.IsFailing(Centre, later));
    }

    private void Fail(params RecipientRef[] people)
    {
        foreach (var person in people)
        {
            _record.NotTaken(Centre, person, Now);
        }
    }
}
