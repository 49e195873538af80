import { signal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import type { NowScreen } from "#wire/case.ts"
import { get, Refused } from "#web/lib/api.ts"
import { setServerTime } from "#web/lib/clock.ts"
import { listen } from "#web/lib/stream.ts"
import { useLoad } from "./act.ts"
import { me } from "./session.ts"
import { ring, quiet } from "./sound.ts"

/** What the strip and the bell know: how many alerts ring for me, and the engine's own beat. */
export const pulse = signal<{ ringing: number; beat: NowScreen["beat"] | null }>({
  ringing: 0,
  beat: null,
})

/** Listens to the server on every screen, rings this tab when something rings, and keeps the clock right. */
export function Doorbell() {
  const keyholder = !!me.value?.key && !me.value.recruiter
  useEffect(() => (keyholder ? listen() : undefined), [keyholder])
  return keyholder ? <Watch /> : null
}

function Watch() {
  const { value } = useLoad(async (signal) => {
    try {
      return await get<NowScreen>("/now", { signal })
    } catch (why) {
      if (why instanceof Refused && why.status === 404) return null // a key that is not on the path yet
      throw why
    }
  }, "pulse")
  const ringing = value?.ringing.length ?? 0
  useEffect(() => {
    if (!value) return
    setServerTime(value.now)
    pulse.value = { ringing: value.ringing.length, beat: value.beat }
  }, [value])
  useEffect(() => {
    if (ringing === 0) return undefined
    ring()
    return quiet
  }, [ringing])
  return null
}
