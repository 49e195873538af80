import { useSignal } from "#web/report/signal.ts"
import { useEffect } from "preact/hooks"
import type { Page } from "#web/build/slim-types.ts"
import { answers } from "#web/report/memory.ts"
import { NoMark } from "#web/report/marks.tsx"
import { words } from "#web/report/say.ts"
import { leftOut, loadPeople, loadReceivers, people } from "#web/report/who.ts"
import type { Person } from "#web/report/closure.ts"
import type { Named } from "./answer.ts"
import { answerTo } from "./ask.tsx"
import { Combo } from "./combo.tsx"
import { WhoLists } from "./who-lists.tsx"

/** A page on which people are named: found in the list, or typed. */
export function Persons({ page }: { page: Page }) {
  useEffect(() => void loadReceivers().catch(() => undefined), []) // shown again, with a way to retry, at the review
  const named = answers.value[page.id]?.named ?? []
  const keep = (next: readonly Named[]) =>
    answerTo(page.id, { ...answers.value[page.id], named: [...next] })
  const add = (name: string, person?: Person) => {
    if (name === "" || named.length >= (page.maxItems ?? 20)) return
    keep([...named, person ? { name: person.name, id: person.id } : { name }])
  }
  const taken = (person: Person) =>
    named.some((one) => one.id === person.id) || (page.id === "i13" && leftOut.value.has(person.id))
      ? words().alreadyOut
      : undefined
  return (
    <>
      {page.id === "i17" ? null : <CompanyCode />}
      <Combo
        id={`find-${page.id}`}
        label={people.value ? words().findPerson : (page.fields?.[0]?.text ?? "")}
        choose={add}
        taken={taken}
      />
      {named.length > 0 && page.id !== "i13" ? (
        <ul class="people">
          {named.map((one, at) => (
            <li class="person named" data-s="no" key={`${one.name}-${at}`}>
              <NoMark />
              <div>
                <b>{one.name}</b>
                {page.id === "i12" ? (
                  <Close page={page} one={one} change={(next) => keep(named.with(at, next))} />
                ) : null}
              </div>
              <button type="button" class="btn bare" onClick={() => keep(named.toSpliced(at, 1))}>
                {words().takeOut}
                <span class="sr"> {one.name}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {page.id === "i13" ? <WhoLists page={page} /> : null}
    </>
  )
}

/** How this person stands to whoever was harmed. */
function Close({ page, one, change }: { page: Page; one: Named; change: (next: Named) => void }) {
  const relation = page.fields?.find((field) => field.id === "relation")
  const power = page.fields?.find((field) => field.id === "power")
  return (
    <div class="close">
      <label class="field">
        <b>{relation?.text}</b>
        <select
          value={one.relation ?? ""}
          onChange={(event) => change({ ...one, relation: event.currentTarget.value })}
        >
          <option value=""></option>
          {relation?.options?.map(([code, text]) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={one.power ?? false}
          onChange={(event) => change({ ...one, power: event.currentTarget.checked })}
        />{" "}
        {power?.text}
      </label>
    </div>
  )
}

/** The code on the poster brings the list of people, so that those close to the person named can be found. */
function CompanyCode() {
  const typed = useSignal("")
  const state = useSignal<"" | "loading" | "wrong-code" | "failed">("")
  if (people.value) return null
  const load = async () => {
    state.value = "loading"
    const got = await loadPeople(typed.value)
    state.value = got === "here" ? "" : got
  }
  const told = {
    "": "",
    loading: words().codeLoading,
    "wrong-code": words().codeWrong,
    failed: words().codeFailed,
  }[state.value]
  return (
    <details>
      <summary>{words().haveCompanyCode}</summary>
      <p class="small">{words().companyCodeWhy}</p>
      <div class="row">
        <label class="field">
          <b>{words().companyCode}</b>
          <input
            type="text"
            autocomplete="off"
            spellcheck={false}
            autocapitalize="none"
            maxLength={64}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
        <button type="button" class="btn quiet" onClick={() => void load()}>
          {words().loadList}
        </button>
      </div>
      <p class="small" role="status">
        {told}
      </p>
    </details>
  )
}
