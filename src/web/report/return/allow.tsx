import { promiseNamed } from "#web/lib/promise-named.ts"
import { useSignal } from "#web/report/signal.ts"
import { useRef } from "preact/hooks"
import type { Quiet } from "#wire/report.ts"
import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { listed, say, sheet } from "#web/report/say.ts"
import { act } from "./acts.tsx"
import { Look } from "./look.tsx"
import { type Held, way } from "./way.ts"
import { back } from "./words.ts"

/** A promise is late and others were told only that: whether they may read what she wrote is hers to say. */
export function Allow({ view }: { view: Pick<Held, "quiet" | "now"> }) {
  const shown = view.quiet.filter(({ allowedAt, people }) =>
    allowedAt === null ? people.some((one) => one.told) : people.length > 0,
  )
  return (
    <>
      {shown.map((quiet) => (
        <One quiet={quiet} view={view} key={`${quiet.alert} ${quiet.kind}`} />
      ))}
    </>
  )
}

function One({ quiet, view }: { quiet: Quiet; view: Pick<Held, "now"> }) {
  const told = useSignal("")
  const asking = useSignal(false)
  const title = useRef<HTMLHeadingElement>(null)
  const w = back().allow
  const yes = async () => {
    const json = { alert: quiet.alert, deadline: quiet.kind }
    told.value = await act(`${way.value.at}/allowances`, { json }, "")
    asking.value = false
    title.current?.focus() // the button that was pressed is gone
  }
  const id = `late-${quiet.alert}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id} ref={title} tabIndex={-1}>
        {say(w.late, {
          deadline: promiseNamed(quiet.kind, quiet.alert, sheet().promise, back().duty),
        })}
      </h2>
      {quiet.allowedAt === null ? (
        <>
          <p>{say(w.told, { names: named(quiet.people.filter((one) => one.told)) })}</p>
          <p class="small">{w.nothing}</p>
          <Look
            id={`sure-${quiet.alert}`}
            press={w.allow}
            question={say(w.sure, { names: named(quiet.people) })}
            what={[w.what, w.next]}
            asking={asking}
            yes={() => void yes()}
          />
        </>
      ) : (
        <>
          <p>
            {say(w.since, {
              at: instant(quiet.allowedAt, view.now, lang.value),
              names: named(quiet.people),
            })}
          </p>
          <p class="small">{w.next}</p>
        </>
      )}
      <p class="small" role="status">
        {told.value}
      </p>
    </section>
  )
}

/** First names with what each of them does, in a row. */
function named(people: Quiet["people"]): string {
  const w = back().allow
  return listed(
    people.map(({ firstName, title }) =>
      title ? say(w.person, { name: firstName, title }) : firstName,
    ),
  )
}
