import type { ContractWords } from './contractWords';

/** The words of the wire contract's enumerations, in English. */
export const domainEn: ContractWords = {
  lane: { life: 'Danger to life', technical: 'Equipment' },
  priority: { routine: 'Routine', elevated: 'Elevated', high: 'High', critical: 'Critical' },
  state: { open: 'Open', claimed: 'Claimed', dispatched: 'Dispatched', onScene: 'On scene', resolved: 'Resolved', closed: 'Closed' },
  kind: {
    sos: 'SOS', fall: 'Fall', smoke: 'Smoke', gas: 'Gas', co: 'Carbon monoxide', leak: 'Water leak', bedExit: 'Left the bed',
    intrusion: 'Intrusion', inactivity: 'No sign of life', vitals: 'Vital signs', wandering: 'Wandering', missedCheckIn: 'Missed check-in',
    cancel: 'Cancelled', test: 'Test', batteryLow: 'Battery low', mainsLost: 'Mains lost', mainsRestored: 'Mains restored', tamper: 'Tampering',
    offline: 'Offline', online: 'Online again', fault: 'Fault',
  },
  reason: {
    kind: 'kind of danger', confident: 'sensor is sure', suspected: 'only suspected', dependent: 'needs care', livesAlone: 'lives alone',
    repeated: 'asked again', combined: 'several dangers', operator: 'operator says so',
    conditions: 'conditions on file', noMotion: 'nothing moves', returned: 'came back',
  },
  mark: {
    escalationExhausted: 'Nobody has answered', nobodyToNotify: 'Nobody on file to tell', decisionForced: 'Decide now', overdue: 'Overdue',
    cancelRequested: 'Resident says: nothing wrong', responderUnanswered: 'Responder not answering or not coming',
    testMode: 'Test', cancelLate: 'Cancelled late', watched: 'Watched: cancelled, and somebody moves', noMotion: 'Nothing moves',
    lateSignal: 'Late report', reopened: 'It is back', stillReporting: 'Sensor still reports it', unknownDevice: 'Sensor not on file', outsideLineAsked: 'Call the outside line',
  },
  deadline: {
    step: 'next step', delivery: 'delivery', answer: 'answer', acknowledgeProgress: 'family’s progress',
    voiceContact: 'voice contact', claimProgress: 'progress', onScene: 'on scene', resolve: 'danger over', followUp: 'call-back', noMotion: 'somebody moves', enRoute: 'setting out', takeover: 'somebody taking over', close: 'closing',
  },
  channel: { sms: 'SMS', voice: 'Voice call' },
  notificationState: {
    requested: 'queued', sending: 'sending', accepted: 'sent', delivered: 'delivered', failed: 'failed', ambiguous: 'unclear, being checked',
  },
  purpose: { alarm: 'alarm', dispatch: 'dispatch', overdue: 'overdue', update: 'news' },
  assignment: { dispatched: 'Told to go', enRoute: 'On the way', onScene: 'On scene', cleared: 'Cleared' },
  resolution: {
    helped: 'Helped', handedOver: 'Handed over (120, 119, hospital)', falseAlarm: 'False alarm', test: 'Test',
    equipmentRestored: 'Equipment restored', enquiry: 'Enquiry answered',
  },
  followUp: { well: 'Well', needsService: 'Needs a service', away: 'Away (hospital, family)', notReached: 'Not reached' },
  role: { operator: 'Operator', supervisor: 'Supervisor', administrator: 'Administrator' },
  responderRole: { gridWorker: 'Grid worker', doctor: 'Doctor', volunteer: 'Volunteer', propertyGuard: 'Property guard' },
  personKind: {
    operator: 'operator', contact: 'contact', responder: 'responder', supervisor: 'supervisor', device: 'device', system: 'ElderAlert',
  },
  rotaOf: { operators: 'Operators', responders: 'Responders' },
  weekday: { monday: 'Mon', tuesday: 'Tue', wednesday: 'Wed', thursday: 'Thu', friday: 'Fri', saturday: 'Sat', sunday: 'Sun' },
  remark: {
    manyPresses: 'Presses very often', flapping: 'Comes and goes', falseAlarms: 'Often a false alarm', wrongTime: 'Its clock is wrong', notOnFile: 'Not on file',
  },
  absenceReason: { holiday: 'holiday', hospital: 'hospital', visit: 'visit' },
  deviceType: {
    pendant: 'SOS pendant', fallWearable: 'Fall wearable', radar: 'Radar', smokeDetector: 'Smoke detector', gasDetector: 'Gas detector',
    coDetector: 'CO detector', leakDetector: 'Leak detector', doorContact: 'Door contact', motionSensor: 'Motion sensor', bedSensor: 'Bed sensor',
    gateway: 'Gateway', other: 'Device',
  },
  releaseReason: {
    operator: 'given back', consoleSilent: 'console went silent', noProgress: 'nothing happened in time', takenOver: 'taken over by a supervisor',
  },
  abilityLevel: ['independent', 'mild loss of ability', 'moderate loss of ability', 'severe loss of ability', 'complete loss of ability'],
  rejection: {
    notFound: 'This incident no longer exists here.',
    wrongState: 'This cannot be done in the state that the incident is in now.',
    alreadyClaimed: 'Another operator already has it.',
    notOwner: 'Only the operator who has it, or a supervisor, may do this. Claim it first.',
    voiceContactRequired: 'Nobody has spoken to the resident and nobody has been there: it cannot be called over yet.',
    followUpRequired: 'The call-back is still owed.',
    unknownResponder: 'This responder is not on file or not on duty.',
    notDispatched: 'This responder has not been dispatched to this incident.',
    alreadyDispatched: 'This responder has already been dispatched to this incident.',
    unknownRecipient: 'This person is not on file, or cannot be reached in this way.',
    invalid: 'A value is not allowed.',
    shiftsOverlap: 'Somebody already serves instead at that time; end that first.',
  },
  inputProblem: {
    undecodable: 'Cannot be read', unknownKind: 'Unknown kind', unknownDevice: 'Unknown device', foreignTopic: 'Not its topic', oversize: 'Too large',
  },
  fault: {
    deadlineLost: 'A deadline was lost', clockStuck: 'The deadline clock is stuck', clockPutBack: 'The clock was wrong', nobodySignedOn: 'Nobody is signed on', journalFails: 'No alarm is taken', messagesFail: 'Messages and calls do not go out',
  },
  target: {
    operatorsOnDuty: 'operators at the consoles', supervisors: 'supervisors on duty', nextContact: 'the next contact', allContacts: 'contacts',
    nearestResponder: 'a responder on duty', everybody: 'anybody', namedContact: 'the named contact', outsideLine: 'somebody to call the outside line',
  },
};
