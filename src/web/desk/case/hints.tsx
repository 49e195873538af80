import { fill } from "#web/lib/words.ts"
import { hitsIn } from "./phrases.ts"
import { caseWords } from "./words.ts"

/** Words in a draft that hurt: why they do, and what to say instead. */
export function Hints({ text }: { readonly text: string }) {
  const { mail } = caseWords()
  const hits = hitsIn(text)
  if (hits.length === 0) return null
  return (
    <div class="banner lamp" role="status">
      {hits.map(({ id, hit, why, say }) => (
        <p key={id}>{fill(mail.hint, { hit, why, say })}</p>
      ))}
    </div>
  )
}
