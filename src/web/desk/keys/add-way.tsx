import { useRef, useState } from "preact/hooks"
import { type Act, useAct } from "#web/desk/act.ts"
import { words as say } from "#web/desk/say.ts"
import { arrive } from "#web/desk/session.ts"
import { unlocked } from "#web/lib/vault.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { Me } from "#wire/session.ts"
import { addPasskey, addWords, makeKey, meAgain, tryWay, type Untried } from "./make.ts"
import { PasskeyStopped } from "./passkey.ts"
import { WriteWords } from "./write-words.tsx"

/** Adds one way in and tries it at once. Makes the key first when there is none in this browser. */
export function AddWay({ me }: { readonly me: Me }) {
  const { keysMade, signIn } = say()
  const [writing, setWriting] = useState(false)
  const sitting = useRef<Uint8Array<ArrayBuffer>[]>([])
  const { act, untried, said, add } = useAdding()
  if (writing) {
    return (
      <WriteWords
        onCancel={() => setWriting(false)}
        onTyped={(typed) => {
          setWriting(false)
          void add(() => addWords(keysMade.labelWords, typed))
        }}
      />
    )
  }
  return (
    <div class="stack">
      <div class="acts">
        <Button
          note={keysMade.passkeyHelp}
          onPress={() => void add(() => addPasskey(me, deviceName(), sitting.current))}
        >
          {act.busy ? signIn.oneMoment : keysMade.addPasskey}
        </Button>
        <Button kind="quiet" note={keysMade.wordsHelp} onPress={() => setWriting(true)}>
          {keysMade.addWords}
        </Button>
      </div>
      {untried && !act.busy ? (
        <Banner alert>
          <p>{keysMade.trialFailed}</p>
          <Button kind="quiet" onPress={() => void add(() => Promise.resolve(untried))}>
            {keysMade.try}
          </Button>
        </Banner>
      ) : null}
      {said ? <Banner alert>{said}</Banner> : null}
    </div>
  )
}

type Adding = {
  readonly act: Act
  /** Made, and its trial did not succeed yet. */
  readonly untried: Untried | null
  readonly said: string | null
  readonly add: (make: () => Promise<Untried>) => Promise<boolean>
}

function useAdding(): Adding {
  const [untried, setUntried] = useState<Untried | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const act = useAct()
  const add = (make: () => Promise<Untried>) =>
    act.run(async () => {
      setFault(null)
      try {
        if (!unlocked.value) await makeKey()
        const made = await make()
        setUntried(made)
        await tryWay(made)
        setUntried(null)
      } catch (why) {
        if (!(why instanceof PasskeyStopped)) throw why
        setFault(faultOf(why))
      } finally {
        arrive(await meAgain())
      }
    })
  return { act, untried, said: act.error ?? (untried ? null : fault), add }
}

function faultOf({ fault }: PasskeyStopped): string {
  const { refused, sameDevice, stopped } = say().keysMade
  return { "no-prf": refused, "same-device": sameDevice, stopped }[fault]
}

/** What this device is called in the list; nothing finer than its kind. */
function deviceName(): string {
  const kinds = ["iPhone", "iPad", "Android", "Macintosh", "Windows", "Linux"]
  const kind = kinds.find((name) => navigator.userAgent.includes(name))
  return kind === "Macintosh" ? "Mac" : (kind ?? say().keysMade.labelPasskey)
}
