import type { measureEventEn } from "./measure-event-en.ts"

/** 时间线上与保护措施和承诺有关的事。 */
export const measureEventZh = {
  "measure.asked": "请求保护措施 {n}（{code}）",
  "measure.declined": "保护措施 {n}：未同意，已说明理由",
  "measure.proposed": "提供保护措施 {n}（{code}）",
  "measure.accepted": "保护措施 {n}：已接受",
  "measure.refused": "保护措施 {n}：不需要",
  "measure.ordered": "下达保护措施 {n}（{code}）",
  "measure.executed": "保护措施 {n}：已落实",
  "measure.reviewed": "保护措施 {n}：已复查，继续有效",
  "measure.lifting-told": "保护措施 {n}：已告知即将结束",
  "measure.lifted": "保护措施 {n}：已结束",
  "measure.released": "保护措施 {n}：不再需要",
  "measure.breached": "保护措施 {n}：被违反",
  "protection.refused": "现在不需要保护措施",
  "promise.made": "作出承诺 {n}",
  "promise.kept": "承诺 {n}：记为已做到",
  "promise.denied": "承诺 {n}：报告人说没有做到",
  "promise.released": "承诺 {n}：不再需要",
  "act.signed": "{person}已签署，等待第二人",
  "state.changed": "个案进入下一步",
  "instruction.sent": "保护措施 {n}：已告诉{to}该做什么",
  "instruction.opened": "保护措施 {n}：{person}看过要做的事",
  "instruction.answered": "保护措施 {n}：{person}已答复",
} satisfies Record<keyof typeof measureEventEn, string>
