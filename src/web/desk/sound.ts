import { signal } from "@preact/signals"
import { me } from "./session.ts"

/** Whether this tab may make a sound; a browser gives leave only after one press. */
export const mayRing = signal(false)

let context: AudioContext | undefined
let ringing: ReturnType<typeof setInterval> | undefined

/** One press by a person: from now on this tab rings. Rings once, so that they hear it. */
export async function allowSound(): Promise<void> {
  context ??= new AudioContext()
  await context.resume()
  mayRing.value = context.state === "running"
  if (mayRing.value) strike()
}

/** Rings until quieted: two tones every two seconds, and the title in turn. */
export function ring(): void {
  quiet()
  let turn = 0
  const once = () => {
    turn += 1
    document.title = turn % 2 === 1 ? `● ${me.value?.org.name ?? ""}` : (me.value?.org.name ?? "")
    if (mayRing.value) strike()
  }
  once()
  ringing = setInterval(once, 2000)
}

/** Stops ringing in this tab; the ladder goes on by itself. */
export function quiet(): void {
  clearInterval(ringing)
  ringing = undefined
  document.title = me.value?.org.name ?? ""
}

/** Two struck tones, made here: nothing is fetched. */
function strike(): void {
  if (!context) return
  const start = context.currentTime
  for (const [after, pitch] of [
    [0, 880],
    [0.22, 660],
  ] as const) {
    const tone = context.createOscillator()
    const loud = context.createGain()
    tone.type = "triangle"
    tone.frequency.value = pitch
    loud.gain.setValueAtTime(0.0001, start + after)
    loud.gain.exponentialRampToValueAtTime(0.3, start + after + 0.02)
    loud.gain.exponentialRampToValueAtTime(0.0001, start + after + 0.5)
    tone.connect(loud).connect(context.destination)
    tone.start(start + after)
    tone.stop(start + after + 0.55)
  }
}
