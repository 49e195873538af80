/** The fictional company that the demonstration and the story play in. Nobody here exists. */
export const company = {
  organisation: "Lantern Group",
  country: "CN",
  zone: "Asia/Shanghai",
  languages: ["en", "zh"] as ("en" | "zh")[],
  contact: "Outside the company: Orla Finch, +86 10 5550 0100, every day from 9 to 21.",
} as const

type Flag =
  | "hr"
  | "executive"
  | "outside"
  | "board"
  | "admin"
  | "protection"
  | "centralDesk"
  | "recruiter"
  | "hrOps"

export type Role = {
  readonly name: string
  readonly email: string
  readonly title: string
  readonly unit: string
  readonly manager?: string
  readonly flags?: readonly Flag[]
  readonly tier?: number
  readonly language?: "en" | "zh"
}

const mail = (name: string) => `${name.toLowerCase().replace(" ", ".")}@lantern.example`
const person = (name: string, title: string, unit: string, more: Partial<Role> = {}): Role => ({
  name,
  email: mail(name),
  title,
  unit,
  ...more,
})

/** Everybody, the first of them the administrator. `tier` is where they stand on the escalation path. */
export const cast: readonly Role[] = [
  person("Tang Rui", "Chief people officer", "People", {
    flags: ["admin", "executive", "hr", "hrOps"],
    manager: mail("Dai Feng"),
  }),
  person("Dai Feng", "Chief executive", "Board office", { flags: ["executive"] }),
  person("Amina Bao", "Duty responder", "Response", { tier: 1, manager: mail("Su Ran") }),
  person("Chen Wei", "Duty responder", "Response", {
    tier: 1,
    manager: mail("Ren Tao"),
    language: "zh",
  }),
  person("Su Ran", "Leads the response team", "Response", {
    tier: 2,
    flags: ["protection", "centralDesk"],
    manager: mail("Dai Feng"),
  }),
  person("Ren Tao", "General counsel", "Legal", {
    tier: 2,
    flags: ["executive", "centralDesk"],
    manager: mail("Dai Feng"),
  }),
  person("Orla Finch", "Outside investigator", "Finch Chambers", { tier: 3, flags: ["outside"] }),
  person("Kofi Mensah", "Outside ombuds", "Mensah Partners", { tier: 3, flags: ["outside"] }),
  person("Ito Sae", "For the board", "Board", { tier: 4, flags: ["board"] }),
  person("Mara Lind", "For the board", "Board", { tier: 4, flags: ["board"] }),
  person("Lin Yao", "Buyer", "City retail", { manager: mail("Gao Ming") }),
  person("Gao Ming", "Head of buying", "City retail", { manager: mail("Ma Jun") }),
  person("Ma Jun", "Director", "City retail", { manager: mail("Luo Yi") }),
  person("Luo Yi", "Unit president", "City retail", {
    flags: ["executive"],
    manager: mail("Dai Feng"),
  }),
  person("Xu Ning", "HR partner", "City retail", { flags: ["hr"], manager: mail("Tang Rui") }),
  person("Hu Jing", "Recruiter", "People", { flags: ["recruiter"], manager: mail("Tang Rui") }),
  person("Zhao Min", "Buyer", "City retail", { manager: mail("Gao Ming") }),
  person("Fang Li", "Travel desk", "Services", { manager: mail("Dai Feng") }),
]

export const tierNames = ["Duty", "Lead", "Outside the company", "Board"] as const
