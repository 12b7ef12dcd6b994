using System.Reflection;
using ElderAlert.Domain;

namespace ElderAlert.Storage.Tests;

/// <summary>Makes any record of the domain by its longest constructor, from a seed: each value different, now and then null or nasty.</summary>
internal sealed class RandomFacts(int seed)
{
    private static readonly string[] Texts =
        ["", "plain", "王秀英 摔倒了", "quote \" slash \\ tag <b>", "line\nbreak\u0000end", "𠮷👵 beyond the plane", "{\"json\":true}", new('长', 5000)];

    private readonly Random _random = new(seed);

    public object Make(Type type) => Value(type, nullable: false)!;

    private object? Value(Type type, bool nullable)
    {
        if (nullable && _random.Next(3) == 0)
        {
            return null;
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return _random.Next(3) == 0 ? null : Value(inner, nullable: false);
        }

        return Plain(type) ?? Collection(type) ?? Composite(type);
    }

    private object? Plain(Type type) => type switch
    {
        _ when type == typeof(string) => Text(),
        _ when type == typeof(PrivateText) => new PrivateText(Text()),
        _ when type == typeof(bool) => _random.Next(2) == 0,
        _ when type == typeof(int) => _random.Next(int.MinValue, int.MaxValue),
        _ when type == typeof(long) => _random.NextInt64(long.MinValue, long.MaxValue),
        _ when type == typeof(double) => _random.Next(4) == 0 ? double.NaN : (_random.NextDouble() - 0.5) * 1e9,
        _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(_random.NextInt64(TimeSpan.TicksPerDay * 90)),
        _ when type == typeof(TimeOnly) => new TimeOnly(_random.NextInt64(TimeSpan.TicksPerDay)),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(_random.NextInt64(DateTime.MaxValue.Ticks / 2, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromHours(8)),
        _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber)),
        { IsEnum: true } => Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length)),
        _ => null,
    };

    private object? Collection(Type type)
    {
        if (!type.IsGenericType)
        {
            return null;
        }

        var arguments = type.GetGenericArguments();
        if (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var list = Array.CreateInstance(arguments[0], _random.Next(4));
            for (var i = 0; i < list.Length; i++)
            {
                list.SetValue(Value(arguments[0], nullable: false), i);
            }

            return list;
        }

        return type == typeof(IReadOnlyDictionary<string, string>)
            ? Enumerable.Range(0, _random.Next(4)).ToDictionary(i => $"{Text()}{i}", _ => Text())
            : throw new NotSupportedException($"{type} is not made yet.");
    }

    private object Composite(Type type)
    {
        var constructor = type.GetConstructors().Where(c => !IsCopy(c)).MaxBy(c => c.GetParameters().Length)
            ?? throw new NotSupportedException($"{type} has no constructor.");
        var nullability = new NullabilityInfoContext();
        return constructor.Invoke([.. constructor.GetParameters().Select(p =>
            Value(p.ParameterType, !p.ParameterType.IsValueType && nullability.Create(p).WriteState is NullabilityState.Nullable))]);
    }

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    private string Text() => Texts[_random.Next(Texts.Length)];
}
