import type { ConflictWords } from "./conflict-en.ts"

/** 谁不能看到本案：涉及谁，谁在工作上离他们太近，以及团队后来得知的情况。 */
export const conflictZh = {
  title: "谁不能看到本案",
  how: "每次打开本案，各位密钥持有人的浏览器都会查一遍通讯录。关系太近的人会立刻失去本案。服务器只知道谁的密钥失效，不知道原因。",
  none: "就目前所知，密钥持有人中没有关系太近的人。",
  nobodyLeft:
    "以下人员与本案关系太近，但仍持有密钥，否则就没有其他人，或者没有外部人员、董事会成员能看到本案。请先把密钥交给另一位外部人员；下次打开时，他们将失去密钥：",
  linked: "通讯录中与本案有关的人",
  act: "指明通讯录里的某个人",
  note: "请指明您得知的人。内容会加封给团队，与此人工作关系密切的人将失去本案。",
  go: "保存",
  opens: "选定一个人之后才能保存。",
  what: "此人在本案中的身份",
  as: {
    respondent: "被指做了这件事",
    witness: "看到或听到过",
    "told-not-logged": "有人告诉过此人，但没有登记",
    "must-not-see": "因其他原因不能看到",
  },
  person: {
    who: "是谁",
    whoHelp: "请从通讯录里选。查找只在这个浏览器里进行。",
    pick: "选择 {name}",
    picked: "已选：{name}",
    another: "换一个人",
    notListed: "通讯录里没有叫这个名字的人，请改写在内部记录里。",
  },
  record: {
    who: "通讯录里的同一个人",
    whoHelp: "如果通讯录里有，请选出来：与其工作关系密切的人会立刻失去本案。",
    notListed: "通讯录里没有叫这个名字的人，可以不填。",
  },
  loses: "{names}将立刻看不到本案；其中正在办理本案的人，从此不再承担任何职责。",
  losesNobody: "持有密钥的人中，没有人与此人关系太近。",
  took: "已保存。{names}已看不到本案。",
  kept: "已保存。密钥持有人中没有关系太近的人。",
  unlogged:
    "据目前所知，此前已有人得知而没有上报：{who}。需要了解：是什么时候得知的，之后做了什么？",
  cannot: "{name}不能看到本案：{why}。不能给其密钥。",
  why: {
    named: "被指做了这件事",
    "must-not-see": "不能看到本案",
    "manager-of": "是{of}的上级",
    "reports-to": "是{of}的下属",
    "hr-of-unit": "是{of}所在部门的人力资源同事",
    "leads-unit": "是{of}所在部门的负责人",
    "fellow-executive": "与{of}同为高管",
    witness: "看到或听到过",
    "told-not-logged": "有人告诉过此人，但没有登记",
  },
} satisfies ConflictWords
