import { useEffect, useRef, useState } from "preact/hooks"
import { states } from "#core/life/state.ts"
import { get } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import type { CaseList, CaseRow } from "#wire/case.ts"
import type { PathScreen } from "#wire/path.ts"
import { useAct, useLoad } from "#web/desk/act.ts"
import { useCursor } from "#web/desk/cursor.ts"
import { Loading } from "#web/desk/loading.tsx"
import { listWords } from "#web/desk/parts.tsx"
import { go } from "#web/desk/router.ts"
import { words } from "#web/desk/say.ts"
import { lifeWords } from "#web/desk/case/life.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import { closedWord } from "./closed-word.ts"
import { FoundHere } from "./found.tsx"
import { CaseTable, caseLink, rowKey } from "./table.tsx"

/** Every case in my hands, what is overdue first. The server is asked for closed words only; words people wrote are looked for here. */
export function Screen() {
  const { list: say, state, kind, overdueChip } = listWords()
  const [typed, setTyped] = useState("")
  const [q, setQ] = useState("")
  const [all, setAll] = useState(false)
  const [stands, setStands] = useState("")
  const find = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const soon = setTimeout(() => setQ(typed.trim().toLowerCase()), 200)
    return () => clearTimeout(soon)
  }, [typed])
  const team = useLoad((signal) => (q ? teamNames(signal) : nobody), q ? "team" : "")
  const asked = closedWord(
    q,
    [state, kind, { overdue: overdueChip }, lifeWords().state],
    team.value ?? [],
  )
  const query = queryOf(all, stands, asked)
  const unasked = q !== "" && asked === null
  // Until the colleagues' names are here nobody can say that this is none of them.
  const waiting = team.value === null && team.failure === null
  const list = useLoad((signal) => get<CaseList>(`/cases?${query}`, { signal }), query)
  useShortcuts([{ key: "/", label: words().keys.find, act: () => find.current?.focus() }])
  return (
    <>
      <div class="acts">
        <h1>{say.title}</h1>
        {list.value ? <span class="meta">{fill(say.open, { n: list.value.open })}</span> : null}
        <Button kind="quiet" pressed={all} onPress={() => setAll(!all)}>
          {say.all}
        </Button>
      </div>
      <Field
        label={say.search}
        help={say.searchHelp}
        type="search"
        max={40}
        value={typed}
        onInput={setTyped}
        fieldRef={(element) => {
          find.current = element
        }}
      />
      <Standing value={stands} onChange={setStands} />
      {unasked ? (
        <p class="second" role="status">
          {waiting ? words().loading : say.unasked}
        </p>
      ) : (
        <Loading of={list}>
          {(value) => (
            <Rows key={query} first={value} query={query} searched={q !== "" || stands !== ""} />
          )}
        </Loading>
      )}
      {q ? <FoundHere typed={q} /> : null}
      <PassOn />
    </>
  )
}

/** Whoever works here passes on what reached them like anybody else, and others take the case. */
function PassOn() {
  const { list: say } = listWords()
  return (
    <p class="second">
      {say.told}{" "}
      <a href="/" target="_blank" rel="noreferrer">
        {say.tell}
      </a>
    </p>
  )
}

function queryOf(all: boolean, state: string, asked: string | null): string {
  const parts = {
    open: all ? "0" : "1",
    ...(state ? { state } : {}),
    ...(asked ? { q: asked } : {}),
  }
  return String(new URLSearchParams(parts))
}

type StandingProps = { readonly value: string; readonly onChange: (state: string) => void }
/** Only cases that stand somewhere; `DRAFT` never reaches the desk. */
function Standing({ value, onChange }: StandingProps) {
  const { list: say } = listWords()
  return (
    <Select
      label={say.stands}
      help={say.standsHelp}
      value={value}
      onChange={onChange}
      options={[
        ["", say.anywhere] as const,
        ...states.flatMap((one) =>
          one === "DRAFT" ? [] : [[one, lifeWords().state[one]] as const],
        ),
      ]}
    />
  )
}

const nobody: Promise<string[]> = Promise.resolve([])

/** Whoever can have a case in their hands: these names the server may be asked for. */
async function teamNames(signal: AbortSignal): Promise<string[]> {
  const { people } = await get<PathScreen>("/path", { signal })
  return people.map(({ name }) => name)
}

type RowsProps = { readonly first: CaseList; readonly query: string; readonly searched: boolean }
function Rows({ first, query, searched }: RowsProps) {
  const say = listWords().list
  const act = useAct()
  const [later, setLater] = useState<readonly CaseList[]>([])
  const pages = [first, ...later]
  const rows = once(pages.flatMap(({ cases }) => cases))
  const on = useCursor(rows.map(rowKey), (key) => {
    const row = rows.find((one) => rowKey(one) === key)
    if (row) go(caseLink(row))
  })
  const next = pages.at(-1)?.next ?? null
  const more = () =>
    act.run(async () => {
      const page = await get<CaseList>(`/cases?${query}&after=${next}`)
      setLater((before) => [...before, page])
    })
  return (
    <section>
      <CaseTable
        caption={say.caption}
        rows={rows}
        on={on}
        empty={searched ? say.none : say.empty}
        full
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      {next ? (
        <Button kind="quiet" onPress={() => void more()}>
          {say.more}
        </Button>
      ) : null}
    </section>
  )
}

/** A case that moved between two pages stands once. */
function once(rows: readonly CaseRow[]): CaseRow[] {
  return [...new Map(rows.map((row) => [rowKey(row), row])).values()]
}
