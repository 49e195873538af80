import { signal } from "#web/report/signal.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"

/** A code with which somebody came back; `answers` when it opens the mailbox of somebody who is not the reporter. */
export type Opened = {
  readonly code: string
  readonly keys: ReceiptKeys
  readonly answers?: true
}

/** The code that is open, in this page's memory only. */
export const opened = signal<Opened | null>(null)
