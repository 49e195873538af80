import { useSignal } from "#web/report/signal.ts"
import { useEffect, useRef } from "preact/hooks"
import { attach } from "#web/report/attach.ts"
import { late } from "#web/report/late-words.ts"
import { say } from "#web/report/say.ts"
import { FileRows } from "./files.tsx"

const longest = 1800

/** Say it instead of writing it: recorded on this device, sealed like any other file. */
export function Voice() {
  const state = useSignal<"off" | "on" | "refused">("off")
  const seconds = useSignal(0)
  const recorder = useRef<MediaRecorder | null>(null)
  useEffect(() => {
    const beat = setInterval(() => {
      if (state.value !== "on") return
      seconds.value += 1
      if (seconds.value >= longest) recorder.current?.stop()
    }, 1000)
    return () => {
      clearInterval(beat)
      if (recorder.current?.state === "recording") recorder.current.stop()
    }
  }, [])
  if (!("mediaDevices" in navigator) || typeof MediaRecorder === "undefined") return null
  const record = async () => {
    try {
      const sound = await navigator.mediaDevices.getUserMedia({ audio: true })
      recorder.current = listen(sound, () => (state.value = "off"))
      seconds.value = 0
      state.value = "on"
    } catch {
      state.value = "refused" // the browser or the person said no to the microphone
    }
  }
  return (
    <div class="voice-box">
      <div class="acts">
        {state.value === "on" ? (
          <button type="button" class="btn quiet" onClick={() => recorder.current?.stop()}>
            {late().stopRecording}
          </button>
        ) : (
          <button type="button" class="btn quiet" onClick={() => void record()}>
            {late().record}
          </button>
        )}
      </div>
      {state.value === "on" ? (
        <p class="small" role="timer">
          {say(late().recording, { time: clockOf(seconds.value) })}
        </p>
      ) : null}
      <p class="small" role="status">
        {state.value === "refused" ? late().noMicrophone : ""}
      </p>
      <FileRows />
    </div>
  )
}

/** Minutes and seconds: she sees that it runs. */
function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

function listen(sound: MediaStream, ended: () => void): MediaRecorder {
  const recorder = new MediaRecorder(sound)
  const pieces: Blob[] = []
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data))
  recorder.addEventListener("stop", () => {
    for (const track of sound.getTracks()) track.stop()
    const type = recorder.mimeType.split(";")[0] ?? "audio/webm"
    void attach(new Blob(pieces, { type }), { name: late().voiceName, original: true })
    ended()
  })
  recorder.start(1000)
  return recorder
}
