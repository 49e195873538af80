/** What a staff file may say of a person. */
export const columns = ["name", "email", "manager", "unit", "country", "language", "title"] as const
export type ColumnName = (typeof columns)[number]

/** The column that a head names, in either language and however it is written; null when it is none of ours. */
export function columnOf(head: string): ColumnName | null {
  const wanted = folded(head)
  return columns.find((column) => heads[column].some((name) => folded(name) === wanted)) ?? null
}

const heads: Readonly<Record<ColumnName, readonly string[]>> = {
  name: [
    "name",
    "full name",
    "employee",
    "employee name",
    "display name",
    "姓名",
    "名字",
    "员工姓名",
  ],
  email: [
    "email",
    "e-mail",
    "mail",
    "email address",
    "e-mail address",
    "work email",
    "邮箱",
    "电子邮箱",
    "电子邮件",
    "邮件",
    "工作邮箱",
    "邮箱地址",
  ],
  manager: [
    "manager",
    "manager email",
    "manager e-mail",
    "reports to",
    "line manager",
    "supervisor",
    "上级",
    "直属上级",
    "上级邮箱",
    "直属上级邮箱",
    "经理",
    "主管",
    "主管邮箱",
    "汇报对象",
  ],
  unit: ["unit", "department", "dept", "team", "division", "部门", "单位", "所属部门", "团队"],
  country: [
    "country",
    "country code",
    "country/region",
    "国家",
    "国家/地区",
    "国家或地区",
    "国家代码",
  ],
  language: ["language", "lang", "preferred language", "语言", "首选语言"],
  title: ["title", "job title", "position", "role", "职位", "职务", "岗位"],
}

function folded(head: string): string {
  return head
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\-_./()*:]/g, "")
}
