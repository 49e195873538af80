import { useState } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { say } from "#web/desk/set-up/say.ts"
import { post, Refused } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { canPush, NoPush, subscribe } from "./push.ts"
import { refreshMe } from "./refresh.ts"

const kinds = ["voice", "sms", "email", "push", "webhook"] as const
type Kind = (typeof kinds)[number]

/** Adds one more way to ring a person; it counts only once it has answered a test. */
export function AddChannel() {
  const { me: words } = say()
  const [kind, setKind] = useState<Kind>("email")
  const [address, setAddress] = useState("")
  const [wrong, setWrong] = useState<string | null>(null)
  const act = useAct()
  const add = () =>
    act.run(async () => {
      setWrong(null)
      try {
        const where = kind === "push" ? await subscribe() : address.trim()
        await post("/channels", { channel: kind, address: where })
      } catch (why) {
        setWrong(reasonOf(why))
        return
      }
      setAddress("")
      await refreshMe()
    })
  return (
    <form
      class="add-channel stack"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <h3>{words.add}</h3>
      <Select
        label={words.kind}
        value={kind}
        options={kinds.map((one) => [one, words.kinds[one]] as const)}
        onChange={(chosen) => {
          // Only the kinds above stand in the list.
          setKind(chosen as Kind)
          setWrong(null)
        }}
      />
      {kind === "push" ? (
        <p class="second">{canPush() ? words.pushWhy : words.pushNo}</p>
      ) : (
        <Field
          label={words.address[kind]}
          value={address}
          onInput={setAddress}
          plain
          type={kind === "email" ? "email" : kind === "webhook" ? "url" : "tel"}
          max={300}
          error={wrong}
        />
      )}
      {kind === "push" && wrong ? <Banner alert>{wrong}</Banner> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button type="submit" kind="quiet" why={kind === "push" && !canPush() ? words.pushNo : null}>
        {kind === "push" ? words.addPush : words.addGo}
      </Button>
    </form>
  )
}

function reasonOf(why: unknown): string {
  const { me: words } = say()
  if (why instanceof NoPush) return words[why.fault]
  if (why instanceof Refused && why.problem === "malformed") return words.badAddress
  if (why instanceof Refused && why.problem === "already-done") return words.known
  throw why
}
