import type { ComponentType } from "preact"
import { useEffect, useState } from "preact/hooks"
import { attached } from "./attached.ts"
import { ui } from "./memory.ts"

/** A part of the page that comes in a chunk of its own; when the network is gone there is a way to try again. */
export function Lazy<Props extends object>({
  load,
  props,
}: {
  load: () => Promise<ComponentType<Props>>
  props: Props
}) {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null)
  const [failed, setFailed] = useState(false)
  const begin = () => {
    setFailed(false)
    load().then(
      (found) => setPart(() => found),
      () => setFailed(true),
    )
  }
  useEffect(begin, [])
  if (Part) return <Part {...props} />
  if (!failed) return <p role="status">{ui.value.loading}</p>
  return (
    <div class="banner" role="alert">
      <p>{ui.value.failed}</p>
      <button type="button" class="btn quiet" onClick={begin}>
        {ui.value.again}
      </button>
    </div>
  )
}

/** How far the files are; nothing is loaded while there are none. */
export function Rows() {
  if (attached.value.length === 0) return null
  return <Lazy load={loadAdd} props={{ what: "rows" as const }} />
}

/** Adding files and one's voice is a chunk of its own. */
export const loadAdd = () => import("./ask/add.tsx").then((chunk) => chunk.loadAdd())
