import { inquiryWords } from "./inquiry/words.ts"

const parts = ["now", "first", "evidence", "inquiry", "outcome", "law", "after"] as const
/** A part of a case, with an address of its own. */
export type Part = (typeof parts)[number]

/** The part that an address names; the case itself when it names none. */
export function partOf(name: string | undefined): Part {
  return parts.find((part) => part === name) ?? "now"
}

/** The ways between the parts of a case. */
export function PartsNav({ id, part }: { readonly id: string; readonly part: Part }) {
  const say = inquiryWords()
  return (
    <div class="parts" role="navigation" aria-label={say.parts}>
      {parts.map((one) => (
        <a
          key={one}
          href={one === "now" ? `/desk/cases/${id}` : `/desk/cases/${id}/${one}`}
          aria-current={one === part ? "page" : undefined}
        >
          {say.part[one]}
        </a>
      ))}
    </div>
  )
}
