import { useEffect } from "preact/hooks"
import { loadLateWords } from "#web/report/late-words.ts"
import { lang, ui } from "#web/report/memory.ts"
import { here } from "#web/report/place.ts"
import { CaseView } from "./case-view.tsx"
import { CodeEntry } from "./code-entry.tsx"
import { opened } from "./opened.ts"
import { loadReturnWords } from "./words.ts"
import "./return.css"

/** The return page, once its words are here. */
export async function loadReturn(): Promise<typeof ReturnPage> {
  await Promise.all([loadReturnWords(), loadLateWords()])
  return ReturnPage
}

/** Coming back with a code: the code, then the case. */
function ReturnPage() {
  const language = lang.value
  useEffect(
    () => void Promise.all([loadReturnWords(), loadLateWords()]).catch(() => undefined),
    [language],
  ) // the words of before stay until then
  if (here.value.at === "case" && opened.value) return <CaseView />
  return ui.value ? <CodeEntry /> : null
}
