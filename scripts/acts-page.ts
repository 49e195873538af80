import { type ActKind, actKinds } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { limits } from "#core/life/limit.ts"
import { type ActorKind, actors } from "#core/life/role.ts"
import { type Rule, inState } from "#core/life/rule.ts"
import { type State, inWork, states } from "#core/life/state.ts"

/** The table of acts as a page of the documentation: every act with its row, and who may do which where. */
export function actsPage(): string {
  return [
    head,
    "## Every act",
    "",
    "| act | who | in | opens when | paper | signed by | moves to | reporter reads it |",
    "|---|---|---|---|---|---|---|---|",
    ...actKinds.map((kind) => row(kind)),
    "",
    "## Who may do what where",
    "",
    `${actors.map((one) => `${letters[one]} ${one}`).join(", ")}. A dot: nobody.`,
    "",
    "```",
    ...matrix(),
    "```",
    "",
    "## How long a list may become",
    "",
    "A quarter of each is kept for the people outside the team. What is over it is refused with the field `full`.",
    "",
    "| list | at most |",
    "|---|---|",
    ...Object.entries(limits).map(([list, most]) => `| ${list} | ${most} |`),
    "",
  ].join("\n")
}

const head = `# Acts

Written by \`npm run docs\` from the table in \`core/life/acts-*.ts\`: change that, not this. The server refuses by the table and the desk
disables by it. \`in work\` is every state but DRAFT, RECEIVED and CLOSED. What a guard asks is in \`core/life/guard.ts\`, \`measure.ts\` and \`party.ts\`; its sentence on the screen in \`web/words/opens-en.ts\`.

Five reasons are of no single act: \`role\` (not theirs), \`state\` (not here), \`involved\` (what they did in the case keeps them from it),
\`signed\` (they have signed the same; somebody else has to) and \`full\`. A first signature is good for a week, for exactly these words,
and as long as nothing in the case has changed.
`

/** Rows whose second signature, or whose move, depends on what is said. */
const signedIf: Partial<Record<ActKind, string>> = {
  "intake.sorted": "two, when a flag is taken away",
  "respondent.recorded": "two, when an executive, HR or a responder becomes something else",
  "measure.ordered": "lead and legal for M03 (the sponsor when legal is silent)",
  "sanction.decided": "two of the panel; on appeal two, when it deviates",
}
const movesIf: Partial<Record<ActKind, string>> = {
  "wish.said": "SUPPORT_ONLY, when it is support",
  "report.withdrawn": "SUPPORT_ONLY, unless nobody opened it",
  "appeal.filed": "APPEAL, unless withdrawn",
  "appeal.decided": "OUTCOME_NOTIFIED, unless withdrawn",
}

function row(kind: ActKind): string {
  const rule: Rule = acts[kind] as Rule // one row, whichever: its facts are not read here
  const cells = [
    `\`${kind}\``,
    perState(rule, rule.by),
    inWords(rule.in),
    perState(rule, rule.needs ?? []),
    rule.paper ? `${rule.paper}${rule.mayLack ? ", may lack" : ""}` : "",
    signatures(kind, rule),
    rule.to ?? movesIf[kind] ?? "",
    rule.hers ? "yes" : "",
  ]
  return `| ${cells.join(" | ")} |`
}

function signatures(kind: ActKind, { two }: Rule): string {
  if (typeof two === "function") return signedIf[kind] ?? "two, by what is said"
  if (Array.isArray(two)) return two.join(" and ")
  return two ? "two" : ""
}

function perState(rule: Rule, value: Rule["by"] | NonNullable<Rule["needs"]>): string {
  if (Array.isArray(value)) return value.join(", ")
  return rule.in
    .map((state) => {
      const here: readonly string[] | undefined = inState<readonly string[]>(value, state)
      return `${state}: ${here?.join(", ") || "-"}`
    })
    .join("; ")
}

function inWords(list: readonly State[]): string {
  const within: readonly State[] = inWork
  const rest = list.filter((state) => !within.includes(state))
  return inWork.every((state) => list.includes(state))
    ? ["in work", ...rest].join(", ")
    : list.join(", ")
}

const letters: Readonly<Record<ActorKind, string>> = {
  ...{ duty: "D", lead: "L", care: "C", investigator: "I", panel: "P", appeal: "A" },
  ...{ protection: "T", legal: "G", sponsor: "S", watch: "W" },
  ...{
    reporter: "r",
    affected: "a",
    "third-party": "t",
    witness: "w",
    respondent: "n",
    "outside-body": "b",
  },
}

function matrix(): string[] {
  const wide = Math.max(...actKinds.map((kind) => kind.length)) + 1
  const cells = (kind: ActKind) =>
    states.map((state) => {
      const rule: Rule = acts[kind] as Rule // as above
      const who = rule.in.includes(state) ? (inState(rule.by, state) ?? []) : []
      return who.map((one) => letters[one]).join("") || "."
    })
  const all = actKinds.map((kind) => ({ kind, here: cells(kind) }))
  const widths = states.map((state, at) =>
    Math.max(short(state).length, ...all.map(({ here }) => here[at]?.length ?? 0)),
  )
  const line = (name: string, here: readonly string[]) =>
    `${name.padEnd(wide)}${here.map((cell, at) => cell.padEnd((widths[at] ?? 0) + 1)).join("")}`.trimEnd()
  return [line("", states.map(short)), ...all.map(({ kind, here }) => line(kind, here))]
}

/** A state's name in a column that has to be narrow. */
function short(state: State): string {
  return state
    .split("_")
    .map((word) => word.slice(0, 4).toLowerCase())
    .join("-")
}
