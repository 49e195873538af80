/** What a sealed object can be. */
export const objectKinds = [
  "report",
  "help-now",
  "addition",
  "draft",
  "message",
  "call",
  "measure",
  "plan",
  "note",
  "list",
  "handover",
  "paper",
  "party",
  "code",
] as const
export type ObjectKind = (typeof objectKinds)[number]

const kib = 1024

/** The smallest size of each kind before sealing, so that short and empty ones look alike. */
export const floors = {
  report: 64 * kib,
  "help-now": 4 * kib,
  addition: 64 * kib,
  draft: 64 * kib,
  message: 4 * kib,
  call: 4 * kib,
  measure: 4 * kib,
  plan: 4 * kib,
  note: 4 * kib,
  list: 4 * kib,
  handover: 4 * kib,
  paper: 4 * kib,
  party: 4 * kib,
  code: 4 * kib,
} as const satisfies Record<ObjectKind, number>

/** Every grant is this long before sealing; only a case whose keys changed eight times needs the second size. */
export const grantSizes = [2 * kib, 4 * kib] as const

/** Every instruction to HR operations and every answer is exactly this long before sealing. */
export const instructionSize = 16 * kib
/** And this long once it is sealed. */
export const sealedInstructionLength = 18_043

/** The smallest piece of an attachment before sealing. */
export const partFloor = 64 * kib

/** The size something is padded to: Padmé, in whole tar blocks, never below the floor. */
export function paddedSize(length: number, floor: number): number {
  return Math.max(floor, Math.ceil(padme(length) / 512) * 512)
}

/** Zero bytes behind the content up to its padded size; `tar` ignores them. */
export function padded(content: Uint8Array, floor: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(paddedSize(content.length, floor))
  whole.set(content)
  return whole
}

/** Padmé: the next length whose low bits are zero, so at most 12 % is added and few lengths exist. */
export function padme(length: number): number {
  if (length < 2) return length
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** Math.max(0, exponent - kept)
  return Math.ceil(length / step) * step
}
