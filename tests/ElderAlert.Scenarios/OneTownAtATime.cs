// A town has the pool's only thread to itself: see OnlyThread.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
