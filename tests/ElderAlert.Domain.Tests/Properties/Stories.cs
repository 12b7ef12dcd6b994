using FsCheck;
using FsCheck.Fluent;

namespace ElderAlert.Domain.Tests.Properties;

/// <summary>Draws stories, and makes those that break a rule shorter until every step of them is needed.</summary>
internal static class Stories
{
    private const int Many = 300;
    private const int LongestStory = 40;

    private static readonly Gen<Step> AnyStep =
        from seconds in Gen.Frequency((4, Gen.Choose(0, 40)), (2, Gen.Choose(41, 400)), (1, Gen.Choose(401, 8_000)))
        from deed in Gen.Elements(Enum.GetValues<Deed>())
        from who in Gen.Choose(0, 5)
        select new Step(seconds, deed, who);

    /// <summary>Checks that a rule holds in many stories, the same ones each time.</summary>
    public static void Hold(Action<Story> rule)
    {
        var stories = Arb.From(AnyStep.ArrayOf().Select(steps => new Story(steps)), Shorter);
        var config = Config.QuickThrowOnFailure.WithMaxTest(Many).WithEndSize(LongestStory).WithReplay(20261121, 96345);
        Prop.ForAll(stories, rule).Check(config);
    }

    private static IEnumerable<Story> Shorter(Story story)
    {
        var steps = story.Steps;
        if (steps.Count > 3)
        {
            yield return new Story(steps.Take(steps.Count / 2).ToList());
            yield return new Story(steps.Skip(steps.Count / 2).ToList());
        }

        for (var i = 0; i < steps.Count; i++)
        {
            yield return new Story([.. steps.Take(i), .. steps.Skip(i + 1)]);
        }

        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is { Seconds: > 0 } or { Who: > 0 })
            {
                yield return new Story([.. steps.Take(i), steps[i] with { Seconds = steps[i].Seconds / 2, Who = 0 }, .. steps.Skip(i + 1)]);
            }
        }
    }
}
