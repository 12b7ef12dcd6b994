using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace ElderAlert.Server.Hosting;

/// <summary>
/// Fills an options record from a section, strictly: a value that cannot be read and a key that nothing reads are both problems,
/// because a mistyped key would otherwise leave its default in force without a word.
/// </summary>
internal static class SettingsBinder
{
    /// <summary>The options with every readable key set; what is wrong is added to <paramref name="problems"/>.</summary>
    public static T Bind<T>(IConfigurationSection section, ICollection<string> problems)
        where T : class, new() => (T)Bind(typeof(T), section, problems);

    private static object Bind(Type type, IConfigurationSection section, ICollection<string> problems)
    {
        var options = Activator.CreateInstance(type)!;
        var keys = Keys(type);
        if (section.Value is { Length: > 0 })
        {
            problems.Add($"{section.Path} is a section and takes no value of its own; its keys are {string.Join(", ", keys.Keys)}.");
        }

        foreach (var child in section.GetChildren())
        {
            if (!keys.TryGetValue(child.Key, out var property))
            {
                problems.Add($"{child.Path} is not a setting; {section.Path} knows {string.Join(", ", keys.Keys)}.");
            }
            else if (IsSection(property.PropertyType))
            {
                property.SetValue(options, Bind(property.PropertyType, child, problems));
            }
            else if (child.GetChildren().Any())
            {
                problems.Add($"{child.Path} is a single value and has no keys of its own.");
            }
            else if (child.Value is { Length: > 0 } text)
            {
                Set(options, property, child.Path, text, problems);
            }
        }

        return options;
    }

    /// <summary>A section within a section is an options record of its own.</summary>
    private static bool IsSection(Type type) => type.Assembly == typeof(SettingsBinder).Assembly && type.IsClass;

    private static Dictionary<string, PropertyInfo> Keys(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite)
        .ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

    private static void Set(object options, PropertyInfo property, string path, string text, ICollection<string> problems)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        try
        {
            property.SetValue(options, TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text.Trim()));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            problems.Add($"{path} must be {Describe(type)}.");
        }
    }

    private static string Describe(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(TimeSpan) => "a duration such as 00:00:30",
        _ when type == typeof(Uri) => "an address such as https://example.org",
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        _ => $"a {type.Name}",
    };
}
