namespace ElderAlert.Server.Outbox;
internal static class OutboxRoom { public static IServiceCollection AddOutbox(this IServiceCollection services) => services; }
