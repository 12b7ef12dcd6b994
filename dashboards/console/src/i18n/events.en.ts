import type { EventWords, SignalBearing } from './eventTypes';

const joined: Record<SignalBearing, string> = {
  raises: 'Another signal', asks: 'Help is asked for again', suspects: 'Suspected', repeats: 'Still reported', cancels: 'Taken back', clears: 'Over',
};

/** A sentence for every fact of the journal, in English. */
export const eventsEn: EventWords = {
  incidentOpened: (e, say) =>
    e.signal?.watch ? `Noticed: ${say.kind(e.kind)}, ${say.device(e.signal.device)}${say.signalDetail(e.signal)}`
      : e.signal ? `${say.kind(e.kind)} reported by ${say.device(e.signal.device)}${say.signalDetail(e.signal)}` : e.by?.kind === 'system' ? `Noticed: ${say.kind(e.kind)}` : `${say.actor(e.by)} opened it from a phone call: ${say.kind(e.kind)}`,
  signalJoined: (e, say) => e.signal?.watch ? `Noticed: ${say.kind(e.signal.kind)}, ${say.device(e.signal.device)}${say.signalDetail(e.signal)}` : `${joined[e.bearing ?? 'raises']}: ${say.kind(e.signal?.kind)} from ${say.device(e.signal?.device)}${say.signalDetail(e.signal)}`,
  incidentReopened: (e, say) => `It is back: ${say.kind(e.signal?.kind)} from ${say.device(e.signal?.device)}${say.signalDetail(e.signal)}. It had been called over; everything starts afresh`,
  motionSeen: (e, say) => `${say.device(e.device)} sees somebody moving`,
  motionAbsent: () => 'Nothing has moved since the suspected fall: it goes up',
  incidentWatched: () => 'Cancelled, and somebody moves: it is watched, waits for an operator, and does not end by itself',
  testModeLifted: () => 'Test mode is over: this is no test, and whoever was told of one is told anew',
  priorityRaised: (e, say) => `Priority raised to ${say.priority(e.priority?.priority)} (${say.reasons(e.priority?.reasons)})`,
  cancelRequested: (e, say) => `The resident or ${say.device(e.device)} says that it was nothing${e.late ? ', later than usual' : ''}. To be confirmed by voice`,
  escalationAdvanced: (e, say) => `Escalation: step ${(e.step ?? 0) + 1}${(e.round ?? 1) > 1 ? `, round ${e.round}` : ''}${say.isPerson(e.by) ? `, pressed by ${say.actor(e.by)}` : ''}`,
  escalationExhausted: () => 'Every step was gone through and nobody has taken responsibility',
  nobodyToNotify: () => 'Nobody is on file who could be told',
  notificationRequested: (e, say) => `${say.recipient(e.recipient)} is to be told by ${say.channel(e.channel)} (${say.purpose(e.purpose)})`,
  notificationSending: (e, say) => `${say.message(e.notification)}: sending`,
  notificationAccepted: (e, say) => `${say.message(e.notification)}: sent`,
  notificationDelivered: (e, say) => `${say.message(e.notification)}: delivered`,
  notificationFailed: (e, say) => `${say.message(e.notification)}: failed, ${e.reason ?? e.code ?? 'no reason given'}`,
  notificationAmbiguous: (e, say) => `${say.message(e.notification)}: unclear whether it was sent, being checked`,
  notificationNotFound: (e, say) => `${say.message(e.notification)}: was not sent after all, sending again`,
  notificationOverdue: (e, say) => `${say.message(e.notification)}: no ${e.deadline === 'delivery' ? 'delivery' : 'answer'} in time`,
  incidentAcknowledged: (e, say) => `${say.recipient(e.by)} takes responsibility (${say.via(e.via)})${say.eta(e.etaMinutes)}`,
  acknowledgementExpired: () => 'Nothing came of it in time: escalation goes on',
  replyReceived: (e, say) => `${say.recipient(e.from)} replied`,
  incidentClaimed: (e, say) => `${say.operator(e.operator)} claimed it`,
  claimReleased: (e, say) => `${say.operator(e.operator)} no longer has it: ${say.releaseReason(e.reason)}`,
  noteAdded: (e, say) => `Note by ${say.actor(e.by)}`,
  voiceContactTried: (e, say) => (e.reached ? `${say.operator(e.by)} spoke to the home` : `${say.operator(e.by)} called the home: nobody answered`),
  decisionForced: () => 'No voice contact in time: the operator must decide',
  outsideLineCalled: (e, say) => `${say.operator(e.by)} called ${e.line ?? 'an outside line'}`,
  responderDispatched: (e, say) => `${say.actor(e.by)} dispatched ${say.responder(e.responder)}`,
  responderEnRoute: (e, say) => `${say.responder(e.responder)} is on the way${say.eta(e.etaMinutes)}`,
  responderOnScene: (e, say) => `${say.responder(e.responder)} is on scene`,
  responderCleared: (e, say) => `${say.responder(e.responder)} has left`,
  deadlineMissed: (e, say) => `Deadline missed: ${say.deadline(e.deadline)}. The supervisor is told`,
  incidentResolved: (e, say) => `${say.actor(e.by)} resolved it: ${say.resolution(e.resolution)}`,
  followUpRecorded: (e, say) => `${say.actor(e.by)} called back: ${say.followUp(e.result)}${e.satisfaction ? `, satisfaction ${e.satisfaction} of 5` : ''}`,
  incidentClosed: (e, say) => `${say.actor(e.by)} closed it`,
  outageReported: (e) => `${e.households?.length ?? 'Some'} homes fell silent together`,
  householdChecked: (e, say) => `${say.actor(e.by)} called ${say.home(e.household)}: ${e.reached ? 'reached' : 'nobody answered'}`,
  householdBack: (e, say) => `${say.home(e.household)} speaks again`,
  incidentFolded: () => 'It is part of an outage and goes on there',
  entryDataViewed: (e, say) => `${say.actor(e.by)} looked at the entry data`,
};
