using ElderAlert.Engine;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Tests.Shared;

/// <summary>A log that fails when it is to say that an append failed: what the writer does not survive.</summary>
internal sealed class StumblingLog : ILoggerProvider, ILogger<IncidentEngine>
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name == "AppendFailed")
        {
            throw new InvalidOperationException("the log's disk is full");
        }
    }

    public void Dispose()
    {
    }
}
