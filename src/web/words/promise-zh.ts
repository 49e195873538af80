import type { PromiseWords } from "./promise-en.ts"

/** The promises in Simplified Chinese. */
export const promiseZh = {
  report: {
    opening: "有人打开您提交的内容",
    "first-contact": "第一次联系您",
    protection: "和您一起确定保护措施",
    plan: "接下来怎么做的方案",
    outcome: "处理结果",
  },
  retaliation: {
    opening: "有人打开“情况有变化”",
    "first-contact": "就新情况第一次联系您",
    protection: "暂停对您不利的决定",
    plan: "新情况的调查结论",
    outcome: "新情况的处理结果",
  },
  state: {
    ahead: "{due} 前",
    soon: "{due} 前",
    over: "还没有做到，应在 {due} 前完成。",
    kept: "{met} 完成，期限是 {due}。",
    late: "晚了 {late}，{met} 完成，期限是 {due}。",
  },
  name: {
    ahead: "期限之内",
    soon: "即将到期",
    over: "已超时",
    kept: "按时完成",
    late: "超时后完成",
  },
  stays: "这条记录会一直保留。",
} satisfies PromiseWords
