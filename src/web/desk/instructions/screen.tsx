import { useEffect, useState } from "preact/hooks"
import { CannotOpen, type CannotOpenReason } from "#crypto/cannot-open.ts"
import { sha256Hex } from "#crypto/bytes.ts"
import { type AnswerKind, answerKinds, sealAnswer } from "#crypto/instruction.ts"
import { type Instruction, openInstruction } from "#crypto/open-instruction.ts"
import { get, post, sendBytes } from "#web/lib/api.ts"
import { fromBase64 } from "#web/lib/base64.ts"
import { now, setServerTime } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { heldKeys } from "#web/lib/vault.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct, useLoad } from "#web/desk/act.ts"
import { measureWords } from "#web/desk/case/protection/words.ts"
import { Loading } from "#web/desk/loading.tsx"
import { words } from "#web/desk/say.ts"
import type { InstructionsScreen, InstructionView } from "#wire/instruction.ts"

/** For HR operations: what is to be carried out, by when, and nothing of why or for whose case. */
export function Screen() {
  const loaded = useLoad(async (signal) => {
    const screen = await get<InstructionsScreen>("/instructions", { signal })
    setServerTime(screen.now)
    return screen
  }, "instructions")
  return (
    <Loading of={loaded}>
      {({ instructions }) => <Shown all={instructions} reload={() => void loaded.reload()} />}
    </Loading>
  )
}

type ShownProps = { readonly all: readonly InstructionView[]; readonly reload: () => void }
function Shown({ all, reload }: ShownProps) {
  const say = measureWords().screen
  const open = all.filter(({ state }) => state === "sent" || state === "opened")
  const old = all.filter((one) => !open.includes(one))
  return (
    <>
      <h1>{say.title}</h1>
      <p class="second">{say.why}</p>
      {open.length === 0 ? <p class="empty">{say.none}</p> : null}
      {open.map((one) => (
        <One key={one.id} of={one} reload={reload} />
      ))}
      {old.length > 0 ? (
        <details>
          <summary>{say.old}</summary>
          {old.map((one) => (
            <One key={one.id} of={one} reload={reload} />
          ))}
        </details>
      ) : null}
    </>
  )
}

type OneProps = { readonly of: InstructionView; readonly reload: () => void }

/** One thing to do, opened here with this person's own key. */
function One({ of, reload }: OneProps) {
  const say = measureWords().screen
  const { said, fault } = useOpened(of)
  const id = `do-${of.id}`
  const waits = of.state === "sent" || of.state === "opened"
  const late = waits && of.dueAt <= now.value
  return (
    <section class="todo" aria-labelledby={id}>
      <h2 id={id}>
        <span class="due" data-s={late ? "over" : waits ? "ahead" : "kept"}>
          {of.state === "done" || of.state === "cannot"
            ? say.state[of.state]
            : fill(late ? say.late : say.due, { time: when(of.dueAt, now.value) })}
        </span>{" "}
        <span class="meta">{fill(say.from, { name: of.from })}</span>
      </h2>
      {fault ? (
        <Banner lamp alert>
          {words().cannotOpen[fault]}
        </Banner>
      ) : (
        <p class="words" dir="auto">
          {said?.text}
        </p>
      )}
      {waits && said ? <Answer of={of} said={said} reload={reload} /> : null}
    </section>
  )
}

/** What is being typed for each, so that looking elsewhere loses no word. It lives in memory only. */
const drafts = new Map<string, string>()

function Answer({ of, said, reload }: OneProps & { readonly said: Instruction }) {
  const say = measureWords().screen
  const [text, setText] = useState(drafts.get(of.id) ?? "")
  const act = useAct()
  const why = text.trim() === "" ? say.opens : null
  const write = (value: string) => {
    drafts.set(of.id, value)
    setText(value)
  }
  const send = async (as: AnswerKind) => {
    if (!(await act.run(() => answer(of, said, { as, text })))) return
    drafts.delete(of.id)
    toast(say.sent[as])
    reload()
  }
  return (
    <>
      <Field
        label={say.answer}
        help={say.answerHelp}
        rows={3}
        max={2000}
        value={text}
        onInput={write}
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        {answerKinds.map((as) => (
          <Button
            key={as}
            {...(as === "done" ? {} : { kind: "quiet" as const })}
            why={why}
            onPress={() => void send(as)}
          >
            {say.go[as]}
          </Button>
        ))}
      </div>
    </>
  )
}

/** Opens it once it is in sight; those who asked see that it was read. */
function useOpened(of: InstructionView): {
  said: Instruction | null
  fault: CannotOpenReason | null
} {
  const [said, setSaid] = useState<Instruction | null>(null)
  const [fault, setFault] = useState<CannotOpenReason | null>(null)
  useEffect(() => {
    let here = true
    const open = async () => {
      const opened = await openInstruction(heldKeys().identity, fromBase64(of.sealed), of.vk)
      if (!here) return
      setSaid(opened)
      if (of.state === "sent") await post(`/instructions/${of.id}/opening`)
    }
    open().catch((why: unknown) => {
      if (!(why instanceof CannotOpen)) throw why
      if (here) setFault(why.reason)
    })
    return () => {
      here = false
    }
  }, [of.id])
  return { said, fault }
}

async function answer(
  { id, sealed }: InstructionView,
  said: Instruction,
  { as, text }: { as: AnswerKind; text: string },
): Promise<void> {
  const bytes = await sealAnswer({
    ...{ id: said.id, instruction: sha256Hex(fromBase64(sealed)), as, text },
    ...{ recipient: said.reply, signer: heldKeys().sign },
  })
  await sendBytes("POST", `/instructions/${id}/answer`, bytes, {
    "x-tocsin-answer": JSON.stringify({ as }),
  })
}
