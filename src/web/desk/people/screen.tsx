import { useEffect, useRef, useState } from "preact/hooks"
import { useAct, useLoad } from "#web/desk/act.ts"
import { go } from "#web/desk/router.ts"
import { sentenceFor, words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { say } from "#web/desk/set-up/say.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import { SetUpBanner } from "#web/desk/set-up/banner.tsx"
import { get } from "#web/lib/api.ts"
import { counted, fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field, Tick } from "#web/ui/field.tsx"
import type { PeoplePage, PersonView } from "#wire/person.ts"
import type { Doing } from "./deed.ts"
import { PeopleDialog } from "./doing.tsx"
import { remember } from "./known.ts"
import { PeopleList } from "./list.tsx"

/** Everybody the system knows: found by name, asked to hold a key, changed, taken out. */
export function Screen() {
  const { people: words } = say()
  const [wanted, want] = useState(fromAddress)
  const [doing, setDoing] = useState<Doing | null>(null)
  const act = useAct()
  const { value, failure, shown, cursor, more, again } = usePeople(wanted)
  useShortcuts([{ key: "/", label: deskWords().keys.find, act: focusSearch }])
  const close = () => {
    setDoing(null)
    again()
  }
  return (
    <>
      <div class="acts">
        <h1>{words.title}</h1>
        {value ? <span class="meta">{counted(words.total, value.total)}</span> : null}
      </div>
      <SetUpBanner />
      {me.value?.admin ? (
        <div class="acts">
          <Button onPress={() => setDoing({ kind: "add" })}>{words.add}</Button>
          <Button kind="quiet" onPress={() => go("/desk/people/file")}>
            {words.file}
          </Button>
          <Button kind="quiet" onPress={() => go("/desk/people/hr-systems")}>
            {words.hrSystems}
          </Button>
        </div>
      ) : null}
      <Search wanted={wanted} onWant={want} />
      {failure ? <Banner alert>{sentenceFor(failure)}</Banner> : null}
      {!value && !failure ? <p class="second">{deskWords().loading}</p> : null}
      {value ? (
        <PeopleList
          people={shown}
          empty={wanted.q ? fill(words.noneFound, { q: wanted.q }) : words.none}
          onDo={setDoing}
        />
      ) : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      {cursor ? (
        <div>
          <Button kind="quiet" onPress={() => void act.run(more)}>
            {words.more}
          </Button>
        </div>
      ) : null}
      {doing ? <PeopleDialog doing={doing} onClose={close} onDo={setDoing} /> : null}
    </>
  )
}

type SearchProps = { readonly wanted: Wanted; readonly onWant: (wanted: Wanted) => void }
function Search({ wanted, onWant }: SearchProps) {
  const { people: words } = say()
  return (
    <div class="pair" role="search">
      <Field
        label={words.find}
        type="search"
        value={wanted.q}
        onInput={(q) => onWant({ ...wanted, q })}
        max={200}
      />
      <Tick
        label={words.onlyHolders}
        checked={wanted.keyholders}
        onChange={(keyholders) => onWant({ ...wanted, keyholders })}
      />
    </div>
  )
}

/** The pages found so far for what is wanted; the address keeps what is wanted. */
function usePeople(wanted: Wanted) {
  const [further, setFurther] = useState<readonly PersonView[]>([])
  const [next, setNext] = useState<string | null | undefined>(undefined)
  const query = useSettled(queryOf(wanted))
  const loaded = useLoad((signal) => get<PeoplePage>(`/people?${query}`, { signal }), query)
  // What was found stays in sight until the next answer is here.
  const held = useRef(loaded.value)
  held.current = loaded.value ?? held.current
  const value = held.current
  remember(value?.people ?? [])
  const forget = () => {
    setFurther([])
    setNext(undefined)
  }
  useEffect(() => {
    forget()
    history.replaceState(null, "", `/desk/people${addressOf(wanted)}`)
  }, [wanted.q, wanted.keyholders])
  const cursor = next === undefined ? (value?.next ?? null) : next
  return {
    value,
    failure: loaded.failure,
    shown: value ? [...value.people, ...further.filter(notIn(value.people))] : [],
    cursor,
    more: async () => {
      const page = await get<PeoplePage>(`/people?${query}&after=${cursor}`)
      remember(page.people)
      setFurther((before) => [...before, ...page.people.filter(notIn(before))])
      setNext(page.next)
    },
    again: () => void loaded.reload().then(forget),
  }
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>("main input[type=search]")?.focus()
}

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text)
  useEffect(() => {
    const wait = setTimeout(() => settle(text), 150)
    return () => clearTimeout(wait)
  }, [text])
  return settled
}

type Wanted = { readonly q: string; readonly keyholders: boolean }

function fromAddress(): Wanted {
  const asked = new URLSearchParams(location.search)
  return { q: asked.get("q") ?? "", keyholders: asked.get("keyholders") === "1" }
}

function queryOf({ q, keyholders }: Wanted): string {
  return new URLSearchParams({ q: q.trim(), ...(keyholders ? { keyholders: "1" } : {}) }).toString()
}

function addressOf({ q, keyholders }: Wanted): string {
  const query = new URLSearchParams({
    ...(q ? { q } : {}),
    ...(keyholders ? { keyholders: "1" } : {}),
  }).toString()
  return query ? `?${query}` : ""
}

function notIn(others: readonly PersonView[]): (one: PersonView) => boolean {
  const ids = new Set(others.map(({ id }) => id))
  return ({ id }) => !ids.has(id)
}
