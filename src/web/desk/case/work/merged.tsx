import { useState } from "preact/hooks"
import { get } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { actWords, closedAct, lifeWords } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { inquiryWords } from "#web/desk/case/inquiry/words.ts"
import { caseLink } from "#web/desk/cases/table.tsx"
import { shortId } from "#web/desk/parts.tsx"
import { useOnce } from "#web/desk/protection/once.ts"
import type { CaseList, CaseScreen } from "#wire/case.ts"
import { joinedWith } from "./joined.ts"
import { workWords } from "./words.ts"

/** The way from a case to those that go together with it, for whoever holds both. */
export function Merged({ one }: { readonly one: Case }) {
  const say = workWords().merge
  const state = one.screen.life?.state ?? ""
  const joined = useOnce((signal) => joinedWith(one, signal), `${one.id} ${state}`)
  if (joined.fault) return <Banner alert>{joined.fault}</Banner>
  if (!joined.value) return null
  const { ids, other } = joined.value
  return (
    <>
      {ids.length > 0 ? (
        <p>
          {say.with}{" "}
          {ids.map((id) => (
            <a key={id} class="mono" href={caseLink({ id })}>
              {shortId(id)}
            </a>
          ))}
        </p>
      ) : null}
      {other ? <p class="second">{say.notMine}</p> : null}
    </>
  )
}

/** Joins a case with another one of mine: which one is written in its sealed paper only. */
export function MergeForm({ one, reload, onClose }: ActProps) {
  const say = workWords()
  const mine = useOnce((signal) => get<CaseList>("/cases?open=1", { signal }), one.id)
  const [into, choose] = useState("")
  const [text, setText] = useState("")
  const rows = (mine.value?.cases ?? []).filter(
    ({ id, openedByMe, stands }) => id !== one.id && openedByMe && stands !== "MERGED",
  )
  const others = [...new Map(rows.map((row) => [row.id, row])).values()]
  const join = async () => {
    const { caseId } = await get<CaseScreen>(`/cases/${into}`)
    const paper = { room: "desk", text, form: { merged: caseId } } as const
    const { waits } = await doIn(one.id, { kind: "case.merged", facts: {}, paper })
    return waits ? inquiryWords().waits : inquiryWords().done
  }
  const written = into !== "" && text.trim() !== ""
  return (
    <ActForm
      title={actWords()["case.merged"]}
      note={say.sure}
      go={actWords()["case.merged"]}
      why={closedAct(one, "case.merged", {}) ?? (written ? null : say.merge.opens)}
      act={join}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <Select
        label={say.merge.which}
        help={mine.fault ?? say.merge.help}
        value={into}
        onChange={choose}
        options={[
          ["", say.merge.choose] as const,
          ...others.map(
            ({ id, stands, receivedAt }) =>
              [
                id,
                `${shortId(id)} · ${stands ? lifeWords().state[stands] : ""} · ${when(receivedAt, now.value)}`,
              ] as const,
          ),
        ]}
      />
      <Field label={say.text} rows={6} max={20_000} value={text} onInput={setText} />
    </ActForm>
  )
}
