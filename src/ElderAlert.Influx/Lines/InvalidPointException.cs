namespace ElderAlert.Influx.Lines;

/// <summary>A point that line protocol cannot say without becoming another point. The message names the offending part.</summary>
public sealed class InvalidPointException : ArgumentException
{
    /// <summary>Creates the exception with its sentence.</summary>
    public InvalidPointException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its sentence and what caused it.</summary>
    public InvalidPointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a sentence.</summary>
    public InvalidPointException()
    {
    }
}
