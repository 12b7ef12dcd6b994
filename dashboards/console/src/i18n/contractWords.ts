import type {
  AbsenceReason, AssignmentState, Channel, DeadlineKind, DeviceRemark, DeviceType, EditProblemCode, FaultKind, FollowUpResult, IncidentMark, IncidentState, Lane, NotificationPurpose,
  NotificationState, OperatorRole, Person, Priority, PriorityReason, RejectionCode, Resolution, ResponderRole, RotaOf, SignalKind, TargetKind, Weekday,
} from '../api/contract';
import type { ReleaseReason } from './eventTypes';

export type InputProblem = 'undecodable' | 'unknownKind' | 'unknownDevice' | 'foreignTopic' | 'oversize';

/** A word for every value of the wire contract's enumerations. */
export interface ContractWords {
  lane: Record<Lane, string>;
  priority: Record<Priority, string>;
  state: Record<IncidentState, string>;
  kind: Record<SignalKind, string>;
  reason: Record<PriorityReason, string>;
  mark: Record<IncidentMark, string>;
  deadline: Record<DeadlineKind, string>;
  channel: Record<Channel, string>;
  notificationState: Record<NotificationState, string>;
  purpose: Record<NotificationPurpose, string>;
  assignment: Record<AssignmentState, string>;
  resolution: Record<Resolution, string>;
  followUp: Record<FollowUpResult, string>;
  role: Record<OperatorRole, string>;
  responderRole: Record<ResponderRole, string>;
  personKind: Record<Person['kind'], string>;
  deviceType: Record<DeviceType, string>;
  absenceReason: Record<AbsenceReason, string>;
  rotaOf: Record<RotaOf, string>;
  weekday: Record<Weekday, string>;
  remark: Record<DeviceRemark, string>;
  releaseReason: Record<ReleaseReason, string>;
  /** GB/T 42195-2022, by level 0 to 4. */
  abilityLevel: readonly [string, string, string, string, string];
  rejection: Record<RejectionCode | EditProblemCode, string>;
  inputProblem: Record<InputProblem, string>;
  fault: Record<FaultKind, string>;
  target: Record<TargetKind, string>;
}
