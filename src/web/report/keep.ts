import { fromUtf8 } from "#crypto/bytes.ts"
import type { KeyPair } from "#crypto/keys.ts"
import type { DraftView } from "#wire/report.ts"
import type { Answers } from "./ask/answer.ts"
import { fromBase64url } from "./base64url.ts"
import { attached, type Attached } from "./attached.ts"
import { held, holdCode, keeping, sealing, type Held } from "./her.ts"
import { answers, door } from "./memory.ts"
import { lastAsked } from "./place.ts"
import { sendAs } from "./session.ts"
import { tappedOut } from "./who.ts"

type Draft = {
  v: 1
  page: string
  answers: Answers
  tapped: string[]
  mailbox: KeyPair
  files: Attached[]
}

/** Make the code and save what there is; from now on every page is saved. */
export async function beginKeeping(): Promise<Held> {
  const one = await holdCode(door.value?.org.id ?? "")
  await saveDraft(lastAsked())
  return one
}

/** Save the draft, sealed to her own code. A failure is shown and tried again with the next page. */
export async function saveDraft(page: string): Promise<boolean> {
  const one = held.value
  if (!one) return false
  keeping.value = "saving"
  const files = attached.value.filter((file) => file.entries.length > 0)
  const draft: Draft = {
    v: 1,
    page,
    answers: answers.value,
    tapped: [...tappedOut.value],
    mailbox: one.mailbox,
    files,
  }
  try {
    const sealed = await (await sealing()).sealDraft(one, draft)
    await sendAs(one.keys, "/api/draft", { method: "PUT", json: { sealed } })
    keeping.value = "saved"
    return true
  } catch {
    keeping.value = "failed" // said on the page; the next page tries again
    return false
  }
}

/** Bring a draft back with its code: the answers, and the page she stopped at. */
export async function resumeDraft(
  found: Pick<Held, "code" | "keys">,
): Promise<{ page: string; expiresAt: number }> {
  const answer = await sendAs(found.keys, "/api/draft")
  const { sealed, expiresAt } = (await answer.json()) as DraftView // our own server's answer
  const { openWith } = await import("#crypto/open.ts")
  const opened = await openWith(found.keys.identity, fromBase64url(sealed))
  const draft = JSON.parse(fromUtf8(opened).replace(/\0+$/, "")) as Draft // sealed by this page to this code
  answers.value = draft.answers
  tappedOut.value = new Set(draft.tapped)
  attached.value = draft.files
  held.value = { ...found, mailbox: draft.mailbox }
  keeping.value = "saved"
  return { page: draft.page, expiresAt }
}

/** Delete everything: the draft on the server, and what is in this page. */
export async function deleteEverything(): Promise<boolean> {
  const one = held.value
  try {
    if (one && keeping.value !== "no") await sendAs(one.keys, "/api/draft", { method: "DELETE" })
  } catch {
    return false // said on the page: the draft is still there
  }
  answers.value = {}
  tappedOut.value = new Set()
  attached.value = []
  held.value = null
  keeping.value = "no"
  return true
}
