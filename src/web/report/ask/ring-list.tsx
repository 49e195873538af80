import { useSignal } from "#web/report/signal.ts"
import { useEffect } from "preact/hooks"
import type { Page } from "#web/build/slim-types.ts"
import { KeyMark, NoMark } from "#web/report/marks.tsx"
import { Calls, loadNumbers } from "#web/report/numbers.tsx"
import { words } from "#web/report/say.ts"
import { leftOut, loadReceivers, onPath, tap, willReceive } from "#web/report/who.ts"
import { shownName } from "./who-lists.tsx"
import { ui } from "#web/report/memory.ts"

/** Who would be rung now, one tap each to leave somebody out and to take it back. */
export function RingList({ page }: { page: Page }) {
  const failed = useSignal(false)
  const load = () =>
    loadReceivers().then(
      () => (failed.value = false),
      () => (failed.value = true),
    )
  useEffect(() => {
    void load()
    void loadNumbers()
  }, [])
  return (
    <>
      <Calls only="emergency" />
      {failed.value ? (
        <div class="banner" role="alert">
          <p>{ui.value.failed}</p>
          <button type="button" class="btn quiet" onClick={() => void load()}>
            {ui.value.again}
          </button>
        </div>
      ) : null}
      <ul class="people" aria-label={words().wouldBeRung}>
        {onPath.value.map((one) => {
          const out = leftOut.value.has(one.person)
          return (
            <li class="person" data-s={out ? "no" : "yes"} key={one.person}>
              {out ? <NoMark /> : <KeyMark />}
              <div>
                <b>{shownName(one)}</b>
                <span class="second">
                  {[
                    one.title,
                    one.outside || one.board ? words().outsideCompany : words().insideCompany,
                    out ? words().notRung : "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </div>
              <button type="button" class="btn bare" onClick={() => tap(one.person, !out)}>
                {out ? page.ring?.undo : page.ring?.no}
                <span class="sr"> {shownName(one)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {onPath.value.length > 0 && willReceive.value.every((one) => one.outside || one.board) ? (
        <p class="banner">{page.ring?.empty}</p>
      ) : null}
    </>
  )
}
