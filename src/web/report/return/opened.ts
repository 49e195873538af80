import { signal } from "#web/report/signal.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"

/** The code with which she came back, in this page's memory only. */
export const opened = signal<{ code: string; keys: ReceiptKeys } | null>(null)
