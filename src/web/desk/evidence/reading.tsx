import { useMemo } from "preact/hooks"
import { chatOf, type ChatRow, textOfPage } from "#core/file/chat.ts"
import { Paged } from "./paged.tsx"
import { textOf } from "./opened.ts"
import type { LookProps } from "./shown.tsx"
import { evidenceWords } from "./words.ts"

/** Text as letters and nothing else; an exported chat as rows, with the file as it is beside them. */
export function Reading({ opened, kind }: LookProps) {
  const { view } = evidenceWords()
  const { text, more } = useMemo(() => textOf(opened), [opened])
  const chat = useMemo(() => {
    if (kind === "chat") return chatOf(text)
    return kind === "chat-page" ? chatOf(textOfPage(text)) : null
  }, [text, kind])
  return (
    <div class="stack">
      {more ? <p class="second">{view.textCut}</p> : null}
      {chat ? <ChatRows rows={chat.rows} /> : null}
      {chat ? (
        <details>
          <summary>{view.raw}</summary>
          <Lines text={text} />
        </details>
      ) : (
        <Lines text={text} />
      )}
    </div>
  )
}

function ChatRows({ rows }: { readonly rows: readonly ChatRow[] }) {
  const { view } = evidenceWords()
  return (
    <>
      <p class="second">{view.chatZone}</p>
      <Paged rows={rows} label={view.chat}>
        {(shown) => (
          <table class="tbl chat">
            <caption class="sr">{view.chat}</caption>
            <thead>
              <tr>
                <th scope="col">{view.when}</th>
                <th scope="col">{view.who}</th>
                <th scope="col">{view.what}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(([at, { when, who, what }]) => (
                <tr key={at}>
                  <td class="mono">{when}</td>
                  <td dir="auto">{who || "–"}</td>
                  <td class="words" dir="auto">
                    {what}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Paged>
    </>
  )
}

/** A line this long is no line that a person wrote; it goes on in the next row. */
const longest = 2000

/** The lines of a text, so many at a time as a person reads and a browser draws at once. */
export function Lines({ text }: { readonly text: string }) {
  const { view } = evidenceWords()
  const lines = useMemo(
    () =>
      text
        .split(/\r\n|\r|\n/)
        .flatMap((line) =>
          line.length <= longest ? [line] : (line.match(/[\s\S]{1,2000}/gu) ?? []),
        ),
    [text],
  )
  return (
    <Paged rows={lines} label={view.text}>
      {(shown) => (
        <pre class="letters" dir="auto">
          {shown.map(([, line]) => line).join("\n")}
        </pre>
      )}
    </Paged>
  )
}
