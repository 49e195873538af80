import { useEffect } from "preact/hooks"
import { HelpNow } from "./help.tsx"
import { Gone, Keep, Kept } from "./keep-screens.tsx"
import { Lazy } from "./lazy.tsx"
import { lateHere, loadLateWords } from "./late-words.ts"
import { door, lang, ui } from "./memory.ts"
import { Closed, Numbers } from "./numbers-screens.tsx"
import { SentScreen } from "./sent.tsx"
import { back, cameFrom, type Screen } from "./place.ts"

/** The screens, once their words are here. */
export async function loadLate(): Promise<typeof Late> {
  await loadLateWords()
  return Late
}

/** Only whoever asks who runs this needs to compare keys. */
const loadWho = () => import("./who-runs.tsx").then((chunk) => chunk.WhoRuns)
/** Only whoever asks until when help works needs its screen, its times and its limits. */
const loadHours = () => import("./hours.tsx").then((chunk) => chunk.Hours)

/** The screens that come after or beside the questions; a chunk of their own. */
export function Late({ at, past }: { at: Screen["at"]; past: (from: string) => void }) {
  const language = lang.value
  useEffect(() => void loadLateWords().catch(() => undefined), [language]) // the words of before stay until then
  if (!lateHere()) return <p role="status">{ui.value.loading}</p>
  if (at === "keep") return <Keep />
  if (at === "kept") return <Kept />
  if (at === "gone") return <Gone />
  if (at === "who") return <Lazy load={loadWho} props={{}} />
  if (at === "numbers") return <Numbers />
  if (!door.value?.open) return <Closed />
  if (at === "hours") {
    return (
      <Lazy load={loadHours} props={{ onward: () => (cameFrom("i06") ? past("i06") : back()) }} />
    )
  }
  if (at === "help") return <HelpNow onward={() => past("i03")} />
  return <SentScreen />
}
