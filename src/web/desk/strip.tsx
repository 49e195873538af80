import type { EngineView } from "#wire/engine.ts"
import { get } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { connected } from "#web/lib/stream.ts"
import { city, clockSeconds, dayOf, lasting, offset } from "#web/lib/times.ts"
import { unlocked } from "#web/lib/vault.ts"
import { chooseLanguage, counted, fill, lang } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { pulse } from "./doorbell.tsx"
import { words as say } from "./say.ts"
import { me, signOut } from "./session.ts"
import { lock } from "#web/lib/vault.ts"
import { changeTheme, theme } from "./theme.ts"
import { told, useLoad } from "./act.ts"
import { toast } from "#web/ui/toast.tsx"

/** The strip at the top: the server's clock in the organisation's zone, and how the bell is. */
export function Strip() {
  const { other, light, dark, lock: lockWord, signOut: leave } = say()
  const at = now.value
  return (
    <header class="strip">
      <time class="clock" dateTime={new Date(at).toISOString()}>
        {clockSeconds(at)}
      </time>
      <span>
        {dayOf(at)} <span class="mono">{offset(at)}</span> {city()}
      </span>
      {me.value ? <span>{me.value.name}</span> : null}
      {me.value && !me.value.recruiter ? <BellState /> : null}
      {me.value?.admin ? <EngineState /> : null}
      <span class="end lang">
        <Button kind="bare" onPress={changeTheme}>
          {theme.value === "dark" ? light : dark}
        </Button>
        <button
          type="button"
          class="btn bare"
          lang={lang.value === "en" ? "zh-Hans" : "en"}
          onClick={() => chooseLanguage(lang.value === "en" ? "zh" : "en")}
        >
          {other}
        </button>
        {unlocked.value ? (
          <Button kind="bare" onPress={() => lock(true)}>
            {lockWord}
          </Button>
        ) : null}
        {me.value ? (
          <Button kind="bare" onPress={() => void out()}>
            {leave}
          </Button>
        ) : null}
      </span>
    </header>
  )
}

/** Whether anything rings, and whether the bell itself is alive. */
function BellState() {
  const { strip } = say()
  const { ringing, beat } = pulse.value
  const late = beat && beat.overdueMs > 5000
  return (
    <span aria-live="polite">
      {ringing > 0 ? <b class="miss">{counted(strip.ringing, ringing)}</b> : strip.quiet}{" "}
      {!beat ? null : late ? (
        <b class="miss">{fill(strip.late, { late: lasting(beat.overdueMs) })}</b>
      ) : (
        fill(strip.beat, { age: lasting(beat.ageMs) })
      )}{" "}
      {connected.value ? null : strip.notConnected}
    </span>
  )
}

/** What an administrator has to see to: the bell runs, and some part of it fails again and again. */
function EngineState() {
  const { strip } = say()
  const { value } = useLoad((signal) => get<EngineView>("/engine", { signal }), "engine")
  return <span role="status">{value?.failing ? <b class="miss">{strip.failing}</b> : null}</span>
}

async function out(): Promise<void> {
  try {
    await signOut()
  } catch (why) {
    const said = told(why)
    if (said) toast(said)
  }
}
