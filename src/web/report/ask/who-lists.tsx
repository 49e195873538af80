import type { Page } from "#web/build/slim-types.ts"
import { answers } from "#web/report/memory.ts"
import { KeyMark, NoMark } from "#web/report/marks.tsx"
import { say, words } from "#web/report/say.ts"
import { leftOut, onPath, people, tap, willReceive, type Receiver } from "#web/report/who.ts"
import type { Reason } from "#web/report/closure.ts"
import type { Named } from "./answer.ts"
import { answerTo } from "./ask.tsx"

/** Two lists, never one list with two colours: who gets no key, and who does. */
export function WhoLists({ page }: { page?: Page }) {
  const named = answers.value["i13"]?.named ?? []
  const out = [...leftOut.value]
  const typedOnly = [...(answers.value["i12"]?.named ?? []), ...named].filter((one) => !one.id)
  const close = out.filter(
    ([, reason]) => !["named", "must-not-see", "tapped"].includes(reason.kind),
  ).length
  const first = answers.value["i12"]?.named?.[0]?.name ?? ""
  const undo = (id: string, reason: Reason) => {
    tap(id, false)
    if (reason.kind === "must-not-see")
      answerTo("i13", { ...answers.value["i13"], named: named.filter((one) => one.id !== id) })
  }
  return (
    <>
      <section aria-labelledby="no">
        <h2 id="no">{words().willNot}</h2>
        {out.length + typedOnly.length === 0 ? <p class="small">{words().nobodyOut}</p> : null}
        <ul class="people">
          {out.map(([id, reason]) => (
            <li class="person" data-s="no" key={id}>
              <NoMark />
              <div>
                <b>{nameOf(id)}</b>
                <span class="second">{reasonWords(reason)}</span>
              </div>
              {page && ["tapped", "must-not-see"].includes(reason.kind) ? (
                <button type="button" class="btn bare" onClick={() => undo(id, reason)}>
                  {words().undo}
                  <span class="sr"> {nameOf(id)}</span>
                </button>
              ) : null}
            </li>
          ))}
          {typedOnly.map((one) => (
            <Typed key={one.name} one={one} mine={page !== undefined && named.includes(one)} />
          ))}
        </ul>
        {close > 0 ? (
          <p class="small">{say(words().closeOut, { count: close, name: first })}</p>
        ) : null}
      </section>
      <section aria-labelledby="yes">
        <h2 id="yes">{words().will}</h2>
        <Receiving act={page ? words().leaveOut : undefined} />
        <p class="small">{words().cannotStop}</p>
      </section>
    </>
  )
}

/** A name that was only typed: it may be somebody on the other list. */
function Typed({ one, mine }: { one: Named; mine: boolean }) {
  const i13 = answers.value["i13"]
  const undo = () =>
    answerTo("i13", { ...i13, named: (i13?.named ?? []).filter((other) => other !== one) })
  return (
    <li class="person" data-s="no">
      <NoMark />
      <div>
        <b>{one.name}</b>
        <span class="second">{words().typedBy}</span>
      </div>
      {mine ? (
        <button type="button" class="btn bare" onClick={undo}>
          {words().undo}
          <span class="sr"> {one.name}</span>
        </button>
      ) : null}
    </li>
  )
}

/** The people who get a key, in the order they would be rung. */
export function Receiving({ act }: { act?: string | undefined }) {
  if (willReceive.value.length === 0)
    return (
      <p class="banner lamp">
        {onPath.value.length === 0 ? words().listComing : words().nobodyLeft}
      </p>
    )
  return (
    <ul class="people">
      {willReceive.value.map((one, at) => (
        <li class="person" data-s="yes" key={one.person}>
          <KeyMark />
          <div>
            <b>{shownName(one)}</b>
            <span class="second">{[one.title, place(one, at)].filter(Boolean).join(" · ")}</span>
          </div>
          {act ? (
            <button type="button" class="btn bare" onClick={() => tap(one.person, true)}>
              {act}
              <span class="sr"> {shownName(one)}</span>
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Full names only to whoever has the company code. */
export function shownName(one: Receiver): string {
  return people.value ? one.name : one.firstName
}

/** The name of somebody by id. */
export function nameOf(id: string): string {
  const receiver = onPath.value.find((one) => one.person === id)
  return people.value?.find((one) => one.id === id)?.name ?? (receiver ? shownName(receiver) : "")
}

function place(one: Receiver, at: number): string {
  const w = words().place
  if (one.board) return w.board
  if (one.outside) return w.outside
  if (one.onCall && at === 0) return w.first
  return one.onCall ? w.onCall : w.later
}

function reasonWords(reason: Reason): string {
  return say(words().reason[reason.kind], { name: nameOf(reason.of) })
}
