import { invariant } from "#core/refusal.ts"
import { fromUtf8, utf8 } from "#crypto/bytes.ts"
import { fileList } from "#crypto/file.ts"
import { recipientOf } from "#crypto/keys.ts"
import { openObject } from "#crypto/open.ts"
import { openPartyGrant } from "#crypto/open-party.ts"
import { deriveReceipt, readReceipt } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import type { ActKind } from "#core/life/act.ts"
import type { Door } from "#wire/door.ts"
import type { PartyCase } from "#wire/party.ts"
import { asked, sendFile, type SentFile, signIn } from "./desk-report.ts"

/** Somebody outside with the code of a mailbox, as their own browser would be. */
export type Outsider = {
  readonly mine: () => Promise<PartyCase>
  /** The words of everything in the mailbox, in order, opened with their own key. */
  readonly words: () => Promise<string[]>
  /** Writes a message; with a form, whatever it says. */
  readonly write: (text: string, form?: object, files?: readonly SentFile[]) => Promise<void>
  /** Does an act with its paper; answers with the status of the server. */
  readonly act: (kind: ActKind, facts: object, text: string) => Promise<number>
}

/** Comes with a code that the desk printed. */
export async function outsider(base: string, printed: string): Promise<Outsider> {
  const { org } = await asked<Door>(`${base}/api/door`)
  const receipt = readReceipt(printed)
  invariant(!("bad" in receipt), "the desk printed a code")
  const keys = await deriveReceipt(receipt, org.id)
  const authorization = await signIn(base, keys)
  const mine = () => asked<PartyCase>(`${base}/api/mailbox`, { headers: { authorization } })
  const held = async () => {
    const view = await mine()
    const sealed = new Uint8Array(Buffer.from(view.grant, "base64url"))
    const place = { mailboxId: view.mailbox, epoch: view.epoch }
    return { view, grant: await openPartyGrant(keys.identity, sealed, place) }
  }
  const sealed = async (
    text: string,
    kind: "message" | "paper",
    form?: object,
    files: readonly SentFile[] = [],
  ) => {
    const { view, grant } = await held()
    const mailbox = grant.keys[0]?.identity ?? ""
    const sent = await Promise.all(
      files.map((file) => sendFile({ base, mailbox }, authorization, file)),
    )
    const last = view.objects.at(-1)
    const seq = (last?.seq ?? 0) + 1
    const bytes = await sealObject({
      ...{ caseId: view.mailbox, epoch: view.epoch, seq, kind, prev: last?.sha256 },
      recipient: await recipientOf(mailbox),
      signer: keys.sig,
      members: [
        { name: "body.txt", bytes: utf8(`${text}\n`) },
        ...(form ? [{ name: "body.json", bytes: utf8(JSON.stringify(form)) }] : []),
        ...(sent.length > 0 ? [fileList(sent.map(({ entry }) => entry))] : []),
      ],
    })
    const uploads = sent.map(({ id }) => id)
    const head = { room: "mailbox", seq, epoch: view.epoch, kind, uploads }
    return {
      body: new Uint8Array(bytes),
      headers: { authorization, "x-tocsin-object": JSON.stringify(head) },
    }
  }
  return {
    mine,
    words: async () => {
      const { view, grant } = await held()
      return Promise.all(
        view.objects.map(async ({ seq, epoch }, at) => {
          const answer = await fetch(`${base}/api/mailbox/objects/${seq}`, {
            headers: { authorization },
          })
          const identity = grant.keys.find((key) => key.epoch === epoch)?.identity ?? ""
          const opened = await openObject(identity, new Uint8Array(await answer.arrayBuffer()), {
            ...{ caseId: view.mailbox, epoch, seq, prev: view.objects[at - 1]?.sha256 },
            senders: [...view.signers, ...grant.own],
          })
          const body = opened.members.find(({ name }) => name === "body.txt")
          return body ? fromUtf8(body.bytes).trim() : ""
        }),
      )
    },
    write: async (text, form, files) => {
      const { body, headers } = await sealed(text, "message", form, files)
      await asked(`${base}/api/mailbox/objects`, { method: "POST", headers, body })
    },
    act: async (kind, facts, text) => {
      const { body, headers } = await sealed(text, "paper", { v: 1, act: kind, facts })
      const answer = await fetch(`${base}/api/mailbox/acts`, {
        method: "POST",
        headers: { ...headers, "x-tocsin-act": JSON.stringify({ kind, facts }) },
        body,
      })
      return answer.status
    },
  }
}
