/** `GET /api/door`: what the first question needs. Same bytes for everybody. */
export type Door = {
  org: {
    id: string
    name: string
    country: string
    zone: string
    languages: ("en" | "zh")[]
    exitUrl: string
    contact: string
  }
  /** False until a safe path is in force: then only the numbers are shown. */
  open: boolean
  now: number
}

/** `GET /api/receivers`: who is sealed to. A roster of at most 60 kB. */
export type Receivers = {
  pathId: string
  /** Opaque person ids are per version here: the directory uses the same ones. */
  slots: {
    slot: number
    tier: number
    person: string
    firstName: string
    name: string
    title: string
    outside: boolean
    board: boolean
    onCall: boolean
    recipient: string
    vk: string
  }[]
  tiers: { name: string; kind: "inside" | "outside" | "board" }[]
  /** For each level, when each promise would fall due if sent now, so that the page needs no calendar. */
  due: Record<
    "e1" | "e2" | "e3" | "e4",
    { opening: number; "first-contact": number; protection: number; plan: number; outcome: number }
  >
  now: number
}

/** `GET /api/directory` with header `x-company-code`: how many shards; `GET /api/directory/:n` one of them. Everyone fetches all. */
export type DirectoryIndex = { version: number; shards: number; people: number }
export type DirectoryShard = {
  /** Shards of one version belong together; another version: fetch all again. */
  version: number
  /** `flags` is any of `h` HR, `e` executive, `o` from outside, `b` of the board. */
  people: [
    id: string,
    name: string,
    title: string,
    unit: string,
    manager: string | null,
    flags: string,
  ][]
}
