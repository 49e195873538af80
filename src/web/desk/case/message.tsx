import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { me } from "#web/desk/session.ts"
import { words } from "#web/desk/say.ts"
import type { Case } from "./case.ts"
import { paperSentence } from "./done.ts"
import { Files } from "./files.tsx"
import { partyWords } from "./parties/words.ts"
import { PromiseOf } from "./protection/promises.tsx"
import type { Said } from "./said.ts"
import { caseWords } from "./words.ts"

type Props = {
  readonly said: Said
  readonly one: Case
  readonly reload: () => void
  readonly fresh: boolean
  /** Who writes here when nobody of the team does; the reporter, unless it says otherwise. */
  readonly from?: string
}

/** One thing that was said: by whom, when, its words and files, and whether it was read. */
export function Message({ said, one, reload, fresh, from: outside }: Props) {
  const { mail } = caseWords()
  const { view, text, fault } = said
  const mine = view.by !== null && view.by === me.value?.name
  const from = view.by === null ? (outside ?? mail.reporter) : mine ? mail.you : view.by
  const about = view.by === null ? null : paperSentence(said.form)
  return (
    <div class={view.by === null ? "msg mine" : "msg"} data-new={fresh ? "" : undefined}>
      <p class="from">
        <b>
          {from}
          {view.kind === "message" ? "" : ` · ${mail.kinds[view.kind]}`}
        </b>
        <time dateTime={new Date(view.at).toISOString()}>{when(view.at, now.value)}</time>
      </p>
      {about ? <p class="meta">{about}</p> : null}
      {fault ? (
        <Banner lamp alert>
          {words().cannotOpen[fault]}
        </Banner>
      ) : (
        <p class="words" dir="auto">
          {view.kind === "code" ? partyWords().newCode : text}
        </p>
      )}
      <Files of={said} />
      <PromiseOf said={said} one={one} reload={reload} />
      {view.by === null || view.room === "desk" ? null : (
        <p class="meta">
          {view.readAt === null
            ? mail.notRead
            : fill(mail.readAt, { time: when(view.readAt, now.value) })}
        </p>
      )}
    </div>
  )
}
