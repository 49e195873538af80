import { get } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { promiseNamed } from "#web/lib/promise-named.ts"
import { clockSeconds, isoDay, lasting, when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { CaseRow, NowScreen } from "#wire/case.ts"
import { useLoad } from "#web/desk/act.ts"
import { CaseTable, caseLink, rowKey } from "#web/desk/cases/table.tsx"
import { useCursor } from "#web/desk/cursor.ts"
import { Loading } from "#web/desk/loading.tsx"
import { dutyWords, listWords, promiseName, promiseWords, shortId } from "#web/desk/parts.tsx"
import { go } from "#web/desk/router.ts"
import { words } from "#web/desk/say.ts"
import { allowSound, mayRing } from "#web/desk/sound.ts"
import { Ringing } from "./ringing.tsx"

/** What needs me now, and what happens if nobody does anything. */
export function Screen() {
  const loaded = useLoad((signal) => get<NowScreen>("/now", { signal }), "now")
  return <Loading of={loaded}>{(screen) => <Shown screen={screen} />}</Loading>
}

function Shown({ screen }: { readonly screen: NowScreen }) {
  const say = listWords()
  const rows = [...screen.mine, ...screen.others]
  const on = useCursor(rows.map(rowKey), (key) => {
    const row = rows.find((one) => rowKey(one) === key)
    if (row) go(caseLink(row))
  })
  return (
    <>
      <h1 class={screen.ringing.length > 0 ? "sr" : undefined}>
        {screen.ringing.length + screen.mine.length > 0 ? say.title : say.nothing}
      </h1>
      {screen.ringing.map((one, at) => (
        <Ringing key={rowKey(one)} row={one} first={at === 0} />
      ))}
      <Warnings of={screen.warnings} />
      {mayRing.value ? null : <Sound />}
      <div class="two-one">
        <div class="stack">
          <section aria-labelledby="mine">
            <h2 id="mine">
              {say.mine} <span class="meta">{say.mineMeta}</span>
            </h2>
            <CaseTable caption={say.mine} rows={screen.mine} on={on} empty={say.mineEmpty} />
          </section>
          <section aria-labelledby="others">
            <h2 id="others">{say.others}</h2>
            <CaseTable caption={say.others} rows={screen.others} on={on} empty={say.othersEmpty} />
          </section>
          {screen.overdue.length > 0 ? <Overdue of={screen.overdue} /> : null}
        </div>
        <div class="stack">
          <Bell rows={[...screen.ringing, ...rows]} />
          <OnCall of={screen.onCall} />
        </div>
      </div>
    </>
  )
}

function Sound() {
  const { sound } = words()
  return (
    <Banner>
      <div class="acts">
        <span>{sound.off}</span>
        <Button kind="quiet" onPress={() => void allowSound()}>
          {sound.on}
        </Button>
      </div>
    </Banner>
  )
}

function Warnings({ of }: { readonly of: NowScreen["warnings"] }) {
  const { warning, mend } = listWords()
  if (of.length === 0) return null
  return (
    <Banner lamp>
      <ul>
        {of.map((one) => (
          <li key={one}>
            {warning[one]}{" "}
            {one === "mail-down" ? null : <a href={where(one).href}>{mend[where(one).word]}</a>}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

/** Where a warning is mended. */
function where(one: NowScreen["warnings"][number]) {
  if (one === "check-waits") return { href: "/desk/protection", word: "check" } as const
  if (one === "report-due") return { href: "/desk/reports", word: "report" } as const
  const path = one === "path-missing" || one === "gap"
  return path
    ? ({ href: "/desk/paths", word: "path" } as const)
    : ({ href: "/desk/me", word: "you" } as const)
}

/** The bell's next acts, soonest first. */
function Bell({ rows }: { readonly rows: readonly CaseRow[] }) {
  const say = listWords()
  const acts = rows
    .flatMap((row) => (row.next ? [{ row, ...row.next }] : []))
    .toSorted((one, other) => one.at - other.at)
    .slice(0, 12)
  return (
    <section aria-labelledby="bell">
      <h2 id="bell">
        {say.bell} <span class="meta">{say.bellMeta}</span>
      </h2>
      {acts.length === 0 ? <p class="empty">{say.bellEmpty}</p> : null}
      <ol class="line events">
        {acts.map(({ row, what, at }) => (
          <li
            key={`${rowKey(row)} ${what}`}
            data-s={at - now.value < 15 * 60_000 ? "soon" : "owed"}
          >
            <time dateTime={new Date(at).toISOString()}>
              {isoDay(at) === isoDay(now.value) ? clockSeconds(at) : when(at, now.value)}
            </time>
            <span>
              {what === "climb"
                ? fill(say.climb, { id: shortId(row.id) })
                : fill(say.miss, { what: promiseName(what, row), id: shortId(row.id) })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Overdue({ of }: { readonly of: NowScreen["overdue"] }) {
  const say = listWords()
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">
        {say.overdue} <span class="meta">{say.overdueMeta}</span>
      </h2>
      <ul class="promises">
        {of.map((one) => (
          <li key={`${one.id} ${one.kind}`}>
            <span>
              {fill(say.overdueLine, {
                what: promiseNamed(one.kind, "report", promiseWords(), dutyWords()),
                late: lasting(one.lateMs),
              })}
            </span>
            <span class="due" data-s="late">
              {clockSeconds(one.at)}
            </span>
            <span class="second">{say.overdueAsk}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OnCall({ of }: { readonly of: NowScreen["onCall"] }) {
  const say = listWords()
  return (
    <section aria-labelledby="on-call">
      <h2 id="on-call">{say.onCall}</h2>
      {of.length === 0 ? <p class="empty">{say.onCallEmpty}</p> : null}
      <ul class="promises">
        {of.map(({ tier, names }, at) => (
          <li key={`${at} ${tier}`}>
            <b>{`${at + 1} ${tier}`}</b>
            <span class={names.length === 0 ? "miss" : undefined}>
              {names.length === 0 ? say.nobodyOn : names.join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
