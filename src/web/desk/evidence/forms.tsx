import { useState } from "preact/hooks"
import { plainName } from "#core/file/kind.ts"
import { serverNow } from "#web/lib/clock.ts"
import { zone } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Field } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import { instantAt, localAt } from "#web/desk/paths/edit.ts"
import { me } from "#web/desk/session.ts"
import { sayIn } from "#web/desk/case/say.ts"
import { type About, type Custody, isZone } from "./note.ts"
import type { Evidence } from "./register.ts"
import { timeTold } from "./told.ts"
import { evidenceWords } from "./words.ts"

type Props = {
  readonly one: { readonly id: string }
  readonly piece: Evidence
  readonly reload: () => void
  readonly onClose: () => void
}

/** When a piece was made, as far as somebody knows: two times, a zone, and who says so. */
export function AboutForm({ one, piece, reload, onClose }: Props) {
  const { about } = evidenceWords()
  const before = piece.about
  const [where, setWhere] = useState(before?.zone ?? zone.value)
  const [from, setFrom] = useState(before ? local(before.between[0], before.zone) : "")
  const [to, setTo] = useState(before ? local(before.between[1], before.zone) : "")
  const [source, setSource] = useState(before?.source ?? "")
  const known = isZone(where)
  const whole = known && isLocal(from) && isLocal(to)
  const between = whole ? ([ms(from, where), ms(to, where)] as const) : null
  const turned = between !== null && between[0] > between[1]
  const ready = between !== null && !turned && source.trim() !== ""
  const keep = async () => {
    if (!between) return about.opens
    const evidence: About = { item: piece.file.sha256, between, zone: where, source: source.trim() }
    const text = fill(about.text, {
      id: piece.id,
      name: plainName(piece.file.name),
      from: timeTold(between[0], where),
      to: timeTold(between[1], where),
      source: evidence.source,
    })
    await sayIn(one.id, { kind: "note", text, form: { evidence } })
    return about.kept
  }
  return (
    <ActForm
      title={fill(about.title, { id: piece.id })}
      note={about.note}
      go={about.go}
      why={ready ? null : about.opens}
      act={keep}
      onDone={reload}
      onClose={onClose}
    >
      <Field label={about.from} type="datetime-local" value={from} onInput={setFrom} />
      <Field
        label={about.to}
        type="datetime-local"
        value={to}
        onInput={setTo}
        error={turned ? about.order : null}
      />
      <Field
        label={about.zone}
        help={about.zoneHelp}
        max={60}
        value={where}
        onInput={setWhere}
        plain
        error={known ? null : about.unknownZone}
      />
      <Field label={about.source} max={500} value={source} onInput={setSource} />
    </ActForm>
  )
}

/** A row of custody for one piece. */
export function CustodyForm({ one, piece, reload, onClose }: Props) {
  const { custody } = evidenceWords()
  const [from, setFrom] = useState(me.value?.name ?? "")
  const [to, setTo] = useState("")
  const [at, setAt] = useState(local(serverNow(), zone.value))
  const [purpose, setPurpose] = useState("")
  const ready = [from, to, purpose].every((text) => text.trim() !== "") && isLocal(at)
  const keep = async () => {
    const row: Custody = {
      item: piece.file.sha256,
      from: from.trim(),
      to: to.trim(),
      at: ms(at, zone.value),
      purpose: purpose.trim(),
    }
    await keepCustody(one.id, piece.id, row)
    return custody.kept
  }
  return (
    <ActForm
      title={fill(custody.dialog, { id: piece.id })}
      note={custody.note}
      go={custody.go}
      why={ready ? null : custody.opens}
      act={keep}
      onDone={reload}
      onClose={onClose}
    >
      <Field label={custody.from} max={200} value={from} onInput={setFrom} />
      <Field label={custody.to} max={200} value={to} onInput={setTo} />
      <Field
        label={`${custody.time} (${zone.value})`}
        type="datetime-local"
        value={at}
        onInput={setAt}
      />
      <Field label={custody.purpose} max={500} value={purpose} onInput={setPurpose} />
    </ActForm>
  )
}

/** Writes a row of custody as a sealed paper of the desk, in words and for programs. */
export async function keepCustody(caseId: string, id: string, custody: Custody): Promise<void> {
  const { from, to, purpose } = custody
  const text = fill(evidenceWords().custody.text, { id, from, to, purpose })
  await sayIn(caseId, { kind: "note", text, form: { custody } })
}

const isLocal = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)
const ms = (text: string, where: string) => Date.parse(instantAt(text, where))

function local(at: number, where: string): string {
  return localAt(Temporal.Instant.fromEpochMilliseconds(Math.floor(at)), where)
}
