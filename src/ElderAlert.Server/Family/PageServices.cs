using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ElderAlert.Server.Family;

/// <summary>Pages that are rendered whole on the server, with no script of a framework.</summary>
internal static class PageServices
{
    /// <summary>Registers the renderer. Chinese is written as it is: pages are UTF-8, and entities would make them three times as long.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
    }
}
