import type { EventWords, SignalBearing } from './eventTypes';

const joined: Record<SignalBearing, string> = {
  raises: '再次收到信号', asks: '再次求助', suspects: '疑似险情', repeats: '仍在报警', cancels: '取消', clears: '已解除',
};

/** A sentence for every fact of the journal, in Chinese. */
export const eventsZh: EventWords = {
  incidentOpened: (e, say) =>
    e.signal?.watch ? `发现异常：${say.kind(e.kind)}，${say.device(e.signal.device)}${say.signalDetail(e.signal)}`
      : e.signal ? `${say.device(e.signal.device)}报警：${say.kind(e.kind)}${say.signalDetail(e.signal)}` : e.by?.kind === 'system' ? `发现异常：${say.kind(e.kind)}` : `${say.actor(e.by)}根据来电登记警情：${say.kind(e.kind)}`,
  signalJoined: (e, say) => e.signal?.watch ? `发现：${say.kind(e.signal.kind)}，${say.device(e.signal.device)}${say.signalDetail(e.signal)}` : `${joined[e.bearing ?? 'raises']}：${say.device(e.signal?.device)}，${say.kind(e.signal?.kind)}${say.signalDetail(e.signal)}`,
  incidentReopened: (e, say) => `险情再次出现：${say.device(e.signal?.device)}，${say.kind(e.signal?.kind)}${say.signalDetail(e.signal)}。此前已判定处置完毕，现重新开始`,
  motionSeen: (e, say) => `${say.device(e.device)}感应到有人活动`,
  motionAbsent: () => '疑似跌倒后一直无活动，警情升级',
  incidentWatched: () => '已取消且有人活动：转为观察，等待接警员核实，不会自动结束',
  testModeLifted: () => '测试模式已结束：这不是测试，将重新通知此前收到测试消息的人',
  priorityRaised: (e, say) => `优先级升为${say.priority(e.priority?.priority)}（${say.reasons(e.priority?.reasons)}）`,
  cancelRequested: (e, say) => `老人或${say.device(e.device)}表示无事${e.late ? '（取消较晚）' : ''}，需通话核实`,
  escalationAdvanced: (e, say) => `升级通知：第${(e.step ?? 0) + 1}步${(e.round ?? 1) > 1 ? `，第${e.round}轮` : ''}${say.isPerson(e.by) ? `，${say.actor(e.by)}手动触发` : ''}`,
  escalationExhausted: () => '已逐级通知完毕，仍无人负责',
  nobodyToNotify: () => '档案中没有可以通知的人',
  notificationRequested: (e, say) => `将用${say.channel(e.channel)}通知${say.recipient(e.recipient)}（${say.purpose(e.purpose)}）`,
  notificationSending: (e, say) => `${say.message(e.notification)}：发送中`,
  notificationAccepted: (e, say) => `${say.message(e.notification)}：已发出`,
  notificationDelivered: (e, say) => `${say.message(e.notification)}：已送达`,
  notificationFailed: (e, say) => `${say.message(e.notification)}：失败，${e.reason ?? e.code ?? '原因不明'}`,
  notificationAmbiguous: (e, say) => `${say.message(e.notification)}：是否发出不明，正在核查`,
  notificationNotFound: (e, say) => `${say.message(e.notification)}：核查为未发出，重新发送`,
  notificationOverdue: (e, say) => `${say.message(e.notification)}：超时未${e.deadline === 'delivery' ? '送达' : '回应'}`,
  incidentAcknowledged: (e, say) => `${say.recipient(e.by)}确认负责（${say.via(e.via)}）${say.eta(e.etaMinutes)}`,
  acknowledgementExpired: () => '确认后超时无进展，继续升级通知',
  replyReceived: (e, say) => `${say.recipient(e.from)}回复`,
  incidentClaimed: (e, say) => `${say.operator(e.operator)}接警`,
  claimReleased: (e, say) => `${say.operator(e.operator)}不再负责：${say.releaseReason(e.reason)}`,
  noteAdded: (e, say) => `${say.actor(e.by)}备注`,
  voiceContactTried: (e, say) => (e.reached ? `${say.operator(e.by)}已与家中通话` : `${say.operator(e.by)}致电家中，无人应答`),
  decisionForced: () => '规定时间内未能通话，须由接警员立即决断',
  outsideLineCalled: (e, say) => `${say.operator(e.by)}已拨打 ${e.line ?? '外部电话'}`,
  responderDispatched: (e, say) => `${say.actor(e.by)}派${say.responder(e.responder)}前往`,
  responderEnRoute: (e, say) => `${say.responder(e.responder)}已出发${say.eta(e.etaMinutes)}`,
  responderOnScene: (e, say) => `${say.responder(e.responder)}已到场`,
  responderCleared: (e, say) => `${say.responder(e.responder)}已离开`,
  deadlineMissed: (e, say) => `超时：${say.deadline(e.deadline)}，已通知值班长`,
  incidentResolved: (e, say) => `${say.actor(e.by)}判定处置完毕：${say.resolution(e.resolution)}`,
  followUpRecorded: (e, say) => `${say.actor(e.by)}回访：${say.followUp(e.result)}${e.satisfaction ? `，满意度 ${e.satisfaction}/5` : ''}`,
  incidentClosed: (e, say) => `${say.actor(e.by)}结案`,
  outageReported: (e) => `${e.households?.length ?? '多'}户同时失联`,
  householdChecked: (e, say) => `${say.actor(e.by)}致电${say.home(e.household)}：${e.reached ? '已联系上' : '无人应答'}`,
  householdBack: (e, say) => `${say.home(e.household)}已恢复联系`,
  incidentFolded: () => '属于片区失联，并入该警情处理',
  entryDataViewed: (e, say) => `${say.actor(e.by)}查看了入户信息`,
};
