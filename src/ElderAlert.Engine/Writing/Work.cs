namespace ElderAlert.Engine.Writing;

/// <summary>A piece of work for the writer. It decides into a batch; its caller hears of it only after the commit.</summary>
internal abstract class Work
{
    /// <summary>Says what must be looked up before it can decide.</summary>
    public abstract void Want(KnownKeys known);

    /// <summary>Decides into the batch. It may throw only before it has added anything.</summary>
    public abstract void Decide(Batch batch);

    /// <summary>The batch is on disk.</summary>
    public abstract void Complete();

    /// <summary>Nothing was committed.</summary>
    public abstract void Fail(Exception error);
}

/// <summary>A piece of work with an answer.</summary>
/// <typeparam name="TResult">The answer.</typeparam>
internal abstract class Work<TResult> : Work
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TResult _result = default!;

    /// <summary>Completes after the commit.</summary>
    public Task<TResult> Answer => _answer.Task;

    public sealed override void Decide(Batch batch) => _result = Carry(batch);

    public sealed override void Complete() => _answer.TrySetResult(_result);

    public sealed override void Fail(Exception error) => _answer.TrySetException(error);

    protected abstract TResult Carry(Batch batch);
}
