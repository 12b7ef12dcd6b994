using Microsoft.Extensions.FileProviders;

namespace ElderAlert.Server.Hosting;

/// <summary>Serves the built dispatch console under <c>/console/</c>, or a page that says how to build it.</summary>
internal static class ConsolePages
{
    private const string Index = "console/index.html";

    /// <summary>Files of the console carry a hash of their content in their name and may be kept for a year.</summary>
    private const string Immutable = "public, max-age=31536000, immutable";

    /// <summary>Serves static files, and sends the root to the console.</summary>
    public static IApplicationBuilder UseConsolePages(this WebApplication app)
    {
        var isBuilt = app.Environment.WebRootFileProvider.GetFileInfo(Index).Exists;
        if (!isBuilt)
        {
            HostLog.ConsoleMissing(app.Logger, $"wwwroot/{Index}");
        }

        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = response => response.Context.Response.Headers.CacheControl =
                response.Context.Request.Path.StartsWithSegments("/console/assets", StringComparison.Ordinal) ? Immutable : "no-cache",
        });
        app.MapGet("/", () => isBuilt ? Results.Redirect("/console/") : NotBuilt()).ExcludeFromDescription();
        app.MapGet("/console/{**page:nonfile}", (IWebHostEnvironment host) => isBuilt ? Page(host.WebRootFileProvider.GetFileInfo(Index)) : NotBuilt())
            .ExcludeFromDescription();
        return app;
    }

    private static IResult Page(IFileInfo index) => Results.Stream(index.CreateReadStream(), "text/html; charset=utf-8");

    private static IResult NotBuilt() => Results.Content(
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>ElderAlert: the console is not built</title>
        <h1>The dispatch console is not built</h1>
        <p>The server is running and takes alarms: devices, the HTTP interface and the family pages work. Only the operators' page is missing,
        because Node.js was not found when the server was built.</p>
        <ol>
          <li>Install Node.js 20 or later.</li>
          <li>Build the server again: <code>dotnet build src/ElderAlert.Server</code>. It builds the console with it.</li>
          <li>Restart the server and open this page again.</li>
        </ol>
        <p lang="zh">服务器运行正常，可以接收警报；只缺接警台页面：构建时没有找到 Node.js。安装 Node.js 20 以上版本，重新执行
        <code>dotnet build src/ElderAlert.Server</code>，再启动服务器即可。</p>
        </html>
        """,
        "text/html; charset=utf-8",
        statusCode: StatusCodes.Status503ServiceUnavailable);
}
