namespace ElderAlert.Devices;

/// <summary>One ecosystem's way of saying things.</summary>
internal interface IDialect
{
    /// <summary>Whether messages of this topic are spoken in this dialect.</summary>
    bool Speaks(string topic);

    /// <summary>Translates a message. It never throws for what a device sends.</summary>
    Interpretation Interpret(DialectMessage message);
}
