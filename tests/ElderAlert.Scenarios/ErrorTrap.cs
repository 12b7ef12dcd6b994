using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Scenarios;

/// <summary>Collects what is logged as an error; a scenario that logs one fails.</summary>
internal sealed class ErrorTrap : ILoggerFactory
{
    private readonly ConcurrentQueue<string> _errors = new();

    public void ExpectNone() => Assert.True(_errors.IsEmpty, "logged errors: " + string.Join("\n", _errors));

    /// <summary>Takes out the one error that is logged, which says this.</summary>
    public void Expect(string containing)
    {
        Assert.True(_errors.TryDequeue(out var error), $"no error was logged; expected one with \"{containing}\"");
        Assert.Contains(containing, error, StringComparison.Ordinal);
    }

    public ILogger CreateLogger(string categoryName) => new Trap(_errors);

    public void AddProvider(ILoggerProvider provider) => throw new InvalidOperationException("the trap is the only provider");

    public void Dispose()
    {
    }

    private sealed class Trap(ConcurrentQueue<string> errors) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
