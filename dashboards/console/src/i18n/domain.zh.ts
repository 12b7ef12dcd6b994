import type { ContractWords } from './contractWords';

/** The words of the wire contract's enumerations, in Chinese. */
export const domainZh: ContractWords = {
  lane: { life: '生命警情', technical: '设备警情' },
  priority: { routine: '一般', elevated: '较急', high: '紧急', critical: '危急' },
  state: { open: '待接警', claimed: '已接警', dispatched: '已派人', onScene: '已到场', resolved: '处置完毕', closed: '已结案' },
  kind: {
    sos: '紧急求助', fall: '跌倒', smoke: '烟雾', gas: '燃气泄漏', co: '一氧化碳', leak: '漏水', bedExit: '离床未归',
    intrusion: '非法闯入', inactivity: '长时间无活动', vitals: '体征异常', wandering: '走失', missedCheckIn: '未按时报平安',
    cancel: '取消', test: '测试', batteryLow: '电量低', mainsLost: '断电', mainsRestored: '恢复供电', tamper: '被拆动',
    offline: '离线', online: '恢复在线', fault: '故障',
  },
  reason: {
    kind: '险情类型', confident: '传感器确信', suspected: '仅为疑似', dependent: '需人照护', livesAlone: '独居',
    repeated: '再次求助', combined: '多种险情', operator: '接警员判定',
    conditions: '有病史', noMotion: '无活动', returned: '再次出现',
  },
  mark: {
    escalationExhausted: '逐级通知后无人响应', nobodyToNotify: '无人可通知', decisionForced: '请立即决断', overdue: '已超时',
    cancelRequested: '老人表示无事，待核实', responderUnanswered: '救助人员未回应或不能前往',
    testMode: '测试', cancelLate: '取消较晚', watched: '观察中：已取消且有活动', noMotion: '疑似跌倒后无活动',
    lateSignal: '延迟上报', reopened: '险情再次出现', stillReporting: '传感器仍在报警', unknownDevice: '未登记的传感器', outsideLineAsked: '请拨打外部电话',
  },
  deadline: {
    step: '升级通知', delivery: '通知送达', answer: '对方回应', acknowledgeProgress: '亲属有进展', voiceContact: '与老人通话',
    claimProgress: '处置有进展', onScene: '到达现场', resolve: '险情解除', followUp: '回访', noMotion: '有人活动', enRoute: '出发', takeover: '有人接手', close: '结案',
  },
  channel: { sms: '短信', voice: '电话' },
  notificationState: { requested: '待发送', sending: '发送中', accepted: '已发出', delivered: '已送达', failed: '失败', ambiguous: '结果不明，核查中' },
  purpose: { alarm: '报警', dispatch: '派人', overdue: '超时', update: '进展' },
  assignment: { dispatched: '已通知前往', enRoute: '在路上', onScene: '已到场', cleared: '任务解除' },
  resolution: {
    helped: '已救助', handedOver: '已移交（120、119、医院）', falseAlarm: '误报', test: '测试', equipmentRestored: '设备已恢复', enquiry: '咨询已答复',
  },
  followUp: { well: '平安', needsService: '需要其他服务', away: '不在家（住院、亲属家）', notReached: '未接通' },
  role: { operator: '接警员', supervisor: '值班长', administrator: '管理员' },
  responderRole: { gridWorker: '网格员', doctor: '医生', volunteer: '志愿者', propertyGuard: '物业保安' },
  personKind: { operator: '接警员', contact: '联系人', responder: '救助人员', supervisor: '值班长', device: '设备', system: '系统' },
  rotaOf: { operators: '接警员', responders: '救助人员' },
  weekday: { monday: '周一', tuesday: '周二', wednesday: '周三', thursday: '周四', friday: '周五', saturday: '周六', sunday: '周日' },
  remark: { manyPresses: '按键频繁', flapping: '状态反复', falseAlarms: '误报较多', wrongTime: '设备时钟不准', notOnFile: '未登记' },
  absenceReason: { holiday: '度假', hospital: '住院', visit: '探亲访友' },
  deviceType: {
    pendant: '求助按钮', fallWearable: '跌倒手环', radar: '雷达', smokeDetector: '烟感', gasDetector: '燃气探测器', coDetector: '一氧化碳探测器',
    leakDetector: '水浸探测器', doorContact: '门磁', motionSensor: '人体感应', bedSensor: '床垫传感器', gateway: '网关', other: '设备',
  },
  releaseReason: { operator: '主动退回', consoleSilent: '坐席失联', noProgress: '超时无进展', takenOver: '值班长接管' },
  abilityLevel: ['能力完好', '轻度失能', '中度失能', '重度失能', '完全失能'],
  rejection: {
    notFound: '该警情在本中心已不存在。',
    wrongState: '警情当前状态不允许此操作。',
    alreadyClaimed: '其他接警员已接警。',
    notOwner: '只有接警的接警员或值班长可以操作，请先接警。',
    voiceContactRequired: '尚无人与老人通话，也无人到场，不能判定险情解除。',
    followUpRequired: '尚未回访。',
    unknownResponder: '该救助人员不在档案中或不在岗。',
    notDispatched: '该救助人员未被派往本警情。',
    alreadyDispatched: '该救助人员已被派往本警情。',
    unknownRecipient: '该人员不在档案中，或无法用此方式联系。',
    invalid: '填写的内容不符合要求。',
    shiftsOverlap: '该时段已有替班安排，请先结束原有替班。',
  },
  inputProblem: { undecodable: '无法解析', unknownKind: '未知类型', unknownDevice: '未知设备', foreignTopic: '主题不属于该设备', oversize: '内容过大' },
  fault: {
    deadlineLost: '时限丢失', clockStuck: '时限时钟停摆', clockPutBack: '系统时钟曾有误', nobodySignedOn: '无人在岗', journalFails: '无法接警', messagesFail: '短信和电话发不出去',
  },
  target: {
    operatorsOnDuty: '在岗接警员', supervisors: '值班值班长', nextContact: '下一位联系人', allContacts: '联系人',
    nearestResponder: '在岗救助人员', everybody: '任何人', namedContact: '指定联系人', outsideLine: '可拨打外部电话的人',
  },
};
