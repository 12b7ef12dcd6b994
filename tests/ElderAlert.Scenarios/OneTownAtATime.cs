// Days pass here within seconds: a town that another one keeps from its processor would find its own clock late and say so.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
