namespace ElderAlert.Domain;

/// <summary>An identifier with a type of its own, so that a device's id cannot be passed for a household's.</summary>
/// <typeparam name="TSelf">The identifier's type.</typeparam>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The text of the identifier: not empty, compared byte by byte.</summary>
    string Value { get; }

    /// <summary>Gives the text its type; it is not checked here.</summary>
    static abstract TSelf From(string value);
}

/// <summary>A centre 服务中心: one hotline and its area; the tenant.</summary>
public readonly record struct CentreId(string Value) : IId<CentreId>
{
    public static CentreId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>An area 区域 of the five levels.</summary>
public readonly record struct AreaId(string Value) : IId<AreaId>
{
    public static AreaId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A household 住户.</summary>
public readonly record struct HouseholdId(string Value) : IId<HouseholdId>
{
    public static HouseholdId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A resident 老人.</summary>
public readonly record struct ResidentId(string Value) : IId<ResidentId>
{
    public static ResidentId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A device 设备; also its MQTT user name and the <c>{deviceId}</c> of its topics.</summary>
public readonly record struct DeviceId(string Value) : IId<DeviceId>
{
    public static DeviceId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A contact 联系人.</summary>
public readonly record struct ContactId(string Value) : IId<ContactId>
{
    public static ContactId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A responder 救助人员.</summary>
public readonly record struct ResponderId(string Value) : IId<ResponderId>
{
    public static ResponderId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>An operator or supervisor of a centre.</summary>
public readonly record struct OperatorId(string Value) : IId<OperatorId>
{
    public static OperatorId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>An escalation policy.</summary>
public readonly record struct PolicyId(string Value) : IId<PolicyId>
{
    public static PolicyId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A profile that says how devices are supervised.</summary>
public readonly record struct ProfileId(string Value) : IId<ProfileId>
{
    public static ProfileId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>An absence of a resident or of a whole household.</summary>
public readonly record struct AbsenceId(string Value) : IId<AbsenceId>
{
    public static AbsenceId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A rota 值班表.</summary>
public readonly record struct RotaId(string Value) : IId<RotaId>
{
    public static RotaId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>An incident 警情.</summary>
public readonly record struct IncidentId(string Value) : IId<IncidentId>
{
    public static IncidentId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A notification 通知: the incident's id, a dot and its ordinal in the incident.</summary>
public readonly record struct NotificationId(string Value) : IId<NotificationId>
{
    public static NotificationId From(string value) => new(value);
    public override string ToString() => Value;

    /// <summary>The id of the incident's <paramref name="ordinal"/>th notification, counted from one.</summary>
    public static NotificationId Of(IncidentId incident, int ordinal) => new($"{incident.Value}.{ordinal}");

    /// <summary>The incident that this notification belongs to.</summary>
    public IncidentId Incident => new(Value[..Value.LastIndexOf('.')]);
}
