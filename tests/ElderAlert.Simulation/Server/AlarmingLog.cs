using ElderAlert.Simulation.Checks;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Simulation.Server;

/// <summary>
/// A log in which an error is a finding: a piece of work that threw, a writer or a clock that died. A journal that takes nothing is what the
/// disk's faults are about, and may be said; so may an account that the provider refuses, and what the auditor finds when a disk is full or a
/// clock is put: whether a step was late all the same is for <see cref="Punctuality"/> to say.
/// </summary>
internal sealed class AlarmingLog(Findings findings, Func<bool> isAlive) : ILoggerFactory, ILogger
{
    private const int AppendFailed = 2001;
    private const int FaultRaised = 2007;
    private const int AccountRefused = 5001;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new InvalidOperationException("there is one log");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && eventId.Id is not (AppendFailed or FaultRaised or AccountRefused) && isAlive())
        {
            findings.Report("no error in the log", $"{eventId.Id} {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
