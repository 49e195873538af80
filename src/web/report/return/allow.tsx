import { useSignal, type Signal } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
import type { Quiet, ReporterCase } from "#wire/report.ts"
import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { listed, say, sheet } from "#web/report/say.ts"
import { act } from "./acts.tsx"
import { back } from "./words.ts"

/** A promise is late and others were told only that: whether they may read what she wrote is hers to say. */
export function Allow({ view }: { view: ReporterCase }) {
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

function One({ quiet, view }: { quiet: Quiet; view: ReporterCase }) {
  const told = useSignal("")
  const asking = useSignal(false)
  const title = useRef<HTMLHeadingElement>(null)
  const w = back().allow
  const yes = async () => {
    const json = { alert: quiet.alert, deadline: quiet.kind }
    told.value = await act("/api/case/allowances", { json }, "")
    asking.value = false
    title.current?.focus() // the button that was pressed is gone
  }
  const id = `late-${quiet.alert}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id} ref={title} tabIndex={-1}>
        {say(w.late, { deadline: sheet().promise[quiet.alert][quiet.kind] })}
      </h2>
      {quiet.allowedAt === null ? (
        <>
          <p>{say(w.told, { names: named(quiet.people.filter((one) => one.told)) })}</p>
          <p class="small">{w.nothing}</p>
          <Look quiet={quiet} asking={asking} yes={() => void yes()} />
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

/** What cannot be undone is looked at twice, in its place: who, what, and that it stays. */
function Look({ quiet, asking, yes }: { quiet: Quiet; asking: Signal<boolean>; yes: () => void }) {
  const question = useRef<HTMLHeadingElement>(null)
  const first = useRef<HTMLButtonElement>(null)
  const w = back().allow
  const looked = useRef(false)
  useLayoutEffect(() => {
    if (asking.value) question.current?.focus()
    else if (looked.current) first.current?.focus()
    looked.current = asking.value
  }, [asking.value])
  if (!asking.value)
    return (
      <div class="acts">
        <button
          type="button"
          class="btn quiet wide"
          ref={first}
          onClick={() => (asking.value = true)}
        >
          {w.allow}
        </button>
      </div>
    )
  return (
    <div class="banner" role="group" aria-labelledby={`sure-${quiet.alert}`}>
      <h3 id={`sure-${quiet.alert}`} ref={question} tabIndex={-1}>
        {say(w.sure, { names: named(quiet.people) })}
      </h3>
      <p>{w.what}</p>
      <p>{w.next}</p>
      <p>
        <b>{w.stays}</b>
      </p>
      <div class="acts">
        <button type="button" class="btn" onClick={yes}>
          {w.allow}
        </button>
        <button type="button" class="btn quiet" onClick={() => (asking.value = false)}>
          {w.notNow}
        </button>
      </div>
    </div>
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
