import { isOwedToBystander } from "#core/life/bystander.ts"
import { isOwnReport } from "#core/life/reader.ts"
import { isOwedToReporter } from "#core/owed.ts"
import { now } from "#web/lib/clock.ts"
import { promiseNamed } from "#web/lib/promise-named.ts"
import { isoDay } from "#web/lib/times.ts"
import { me } from "#web/desk/session.ts"
import type { Case } from "#web/desk/case/case.ts"
import { caseLawEn } from "#web/words/case-law-en.ts"
import { caseLawZh } from "#web/words/case-law-zh.ts"
import { dutyEn } from "#web/words/duty-en.ts"
import { dutyZh } from "#web/words/duty-zh.ts"
import { promiseEn } from "#web/words/promise-en.ts"
import { promiseZh } from "#web/words/promise-zh.ts"
import type { Lang } from "#wire/form.ts"

type Blanks = Readonly<Record<string, string>>

/**
 * What the letter says without anybody typing it: when it came, when it was confirmed, what was promised to the reporter and
 * kept, what is promised still, who writes. Only what the reporter's own page shows them anyway.
 */
export function knownIn({ screen }: Case, lang: Lang, reference: string): Blanks {
  const { life } = screen
  // Whoever reported for somebody else reads nothing of how that person is protected, in a letter neither.
  const isTheirs = life && isOwnReport(life) ? isOwedToReporter : isOwedToBystander
  const promised = screen.owed.filter(
    ({ kind, alert }) => alert === "report" && isTheirs(kind) && kind !== "duty:feedback",
  )
  const confirmed = promised.find(({ kind }) => kind === "first-contact")?.met
  const said = (kind: (typeof promised)[number]["kind"], at: number) => {
    const [promises, duties] = lang === "zh" ? [promiseZh, dutyZh] : [promiseEn, dutyEn]
    return `${promiseNamed(kind, "report", promises, duties)} (${isoDay(at)})`
  }
  const joined = (lines: readonly string[]) => lines.join(lang === "zh" ? "；" : "; ")
  return {
    reference,
    received_date: isoDay(screen.row.receivedAt),
    ack_date: confirmed ? isoDay(confirmed) : "",
    follow_up_done: joined(promised.flatMap(({ kind, met }) => (met ? [said(kind, met)] : []))),
    follow_up_planned: joined(
      promised.flatMap(({ kind, met, due }) => (met ? [] : [said(kind, due)])),
    ),
    date: isoDay(now.value),
    sender_name: me.value?.name ?? "",
    channel: (lang === "zh" ? caseLawZh : caseLawEn).feedback.here,
  }
}

/** The blanks in another language: what somebody typed stays as it is, what was filled in by itself is said anew. */
export function saidAnew(blanks: Blanks, before: Blanks, after: Blanks): Blanks {
  const changed = Object.entries(after).filter(([name]) => blanks[name] === before[name])
  return { ...blanks, ...Object.fromEntries(changed) }
}
