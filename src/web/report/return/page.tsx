import { useEffect } from "preact/hooks"
import { loadLateWords } from "#web/report/late-words.ts"
import { Lazy } from "#web/report/lazy.tsx"
import { lang, ui } from "#web/report/memory.ts"
import { here } from "#web/report/place.ts"
import { CaseView } from "./case-view.tsx"
import { CodeEntry } from "./code-entry.tsx"
import { opened } from "./opened.ts"
import { styled } from "./styled.ts"
import { loadReturnWords } from "./words.ts"

/** The return page, once its words are here. */
export async function loadReturn(): Promise<typeof ReturnPage> {
  await Promise.all([loadReturnWords(), loadLateWords(), styled()])
  return ReturnPage
}

const loadAnswer = () =>
  import("#web/report/answer/mailbox-view.tsx").then((chunk) => chunk.MailboxView)

/** Coming back with a code: the code, then the case; for whoever is not the reporter, their own mailbox. */
function ReturnPage() {
  const language = lang.value
  useEffect(
    () => void Promise.all([loadReturnWords(), loadLateWords()]).catch(() => undefined),
    [language],
  ) // the words of before stay until then
  if (here.value.at === "case" && opened.value)
    return opened.value.answers ? <Lazy key="answer" load={loadAnswer} props={{}} /> : <CaseView />
  return ui.value ? <CodeEntry /> : null
}
