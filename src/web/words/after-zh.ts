import type { AfterWords } from "./after-en.ts"

/** 值守台上的后续一年：当事人的情况、打击报复、怎样结案。 */
export const afterZh = {
  checkIns: {
    title: "回访",
    none: "个案打开之后，询问近况的日子会列在这里。",
    note: "由保护专员或陪伴支持人进行，绝不由主管进行。没有回答不会导致结案。",
    head: {
      who: "谁",
      day: "哪一天",
      due: "询问日期",
      stands: "情况",
      shows: "反映",
      acts: "操作",
    },
    day: {
      report: "报告后第 {day} 天",
      outcome: "告知结果后第 {day} 天",
      mailbox: "信箱开通后第 {day} 天",
    },
    stands: {
      ahead: "还没到",
      due: "已询问，尚未回答",
      answered: "已回答",
      tried: "换过方式联系",
      silent: "没有回答",
      stopped: "按意愿停止",
    },
    flags: {
      unsafe: "觉得不安全",
      contacted: "被联系或威胁",
      changed: "工作上有变化",
      broken: "保护措施没有落实",
    },
    by: "请在 {time} 前处理。",
    tell: "请先做有帮助的事，也请写信告诉对方。这里写的会随个案保存。",
    other: "换过方式联系",
    person: "陪伴支持人联系过",
    silent: "记录没有回答",
  },
  payback: {
    title: "打击报复",
    frozen: "{time} 冻结了一项决定。",
    frozenMore: "再冻结一项决定",
    freezeBy: "先停下可能是报复的决定，最晚",
    findBy: "得出结论的期限",
    found: "记录结论",
    foundYes: "认定为打击报复",
    foundNo: "证据不足以得出结论",
    reasons: "当事人会看到的文字",
    finding: "结论",
  },
  end: {
    title: "结案之前",
    erased:
      "结案后，加密内容会按时删除：认定违规的六年后，没有认定的两年后，应由别处处理的半年后。需要保全证据时都不删除。",
    list: {
      told: "结果已告知双方",
      remedies: "所有补救已完成",
      measures: "所有保护措施已结束，并且事先告知了当事人",
      windows: "申诉期限已过，外部时限已告知",
      payback: "没有报复正在调查",
      failures: "每一项失职都有决定",
      lessons: "写下了教训：最早什么时候、由谁得知，错过了哪项承诺，要改什么",
      word: "征求过最后的意见",
      time: "已满 180 天",
    },
    yes: "已完成",
    no: "未完成",
  },
} satisfies AfterWords
