using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Storage.Codec;

/// <summary>Which kinds of event and item can hold anything private: only they need a key, and a key is a write to disk before the entry's own.</summary>
internal static class PrivateShapes
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    /// <summary>Whether something in a value of that type is sealed.</summary>
    public static bool Holds(Type type) => Known.GetOrAdd(type, static t => Holds(t, []));

    private static bool Holds(Type type, HashSet<Type> seen)
    {
        if (type == typeof(PrivateText) || type == typeof(Signal))
        {
            return true;
        }

        if (!seen.Add(type))
        {
            return false;
        }

        return type.GetGenericArguments().Any(inner => Holds(inner, seen))
            || (type.Assembly == typeof(PrivateText).Assembly && type.GetProperties().Where(p => p.GetMethod?.IsStatic is false).Any(p => Holds(p.PropertyType, seen)));
    }
}
