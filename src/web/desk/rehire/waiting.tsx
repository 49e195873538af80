import { useLoad } from "#web/desk/act.ts"
import { get } from "#web/lib/api.ts"
import { counted } from "#web/lib/words.ts"
import type { CentralTasks, Said } from "#wire/rehire.ts"
import { rehireWords } from "./words.ts"

/** How much waits for this person of the central desk: whoever is rung finds from every screen what it is about. */
export function Waiting() {
  const { value } = useLoad((signal) => get<CentralTasks>("/central-desk", { signal }), "waiting")
  if (!value) return null
  const open = ({ said }: { readonly said: Said }) => !said?.mine
  const { hits, contests, reviews } = value
  const waiting = [
    ...hits.filter(open),
    ...contests.filter((one) => one.mayDecide && open(one)),
    ...reviews.filter(open),
  ].length
  return waiting ? <b> {counted(rehireWords().central.waiting, waiting)}</b> : null
}
