import type { Generated } from "kysely"
import type { BoardQuarterRow } from "./board-row.ts"
import type { InstructionRow } from "./instruction-row.ts"
import type { OutboxRow } from "./outbox-row.ts"
import type { ProtectionTables } from "./protection-tables.ts"
import type { RehireTables, UsuallyNot } from "./rehire-tables.ts"

type Beside = RehireTables & ProtectionTables

/** Every table, with the feature that alone writes it. Times are Dates, ids are text. */
export type Tables = Beside & {
  installation: { secret: Buffer; vapidPublic: string; vapidPrivate: string }
  // people
  organisation: {
    id: string
    host: string | null
    name: string
    country: string
    zone: string
    languages: string[]
    exitUrl: Generated<string>
    contact: string
    companyCode: string
    rosterVersion: Generated<number>
    operatorsRungAt: Generated<Date | null>
    madeAt: Date
  }
  invitation: {
    tokenHash: Buffer
    orgId: string | null
    personId: string | null
    purpose: string
    expiresAt: Date
    usedAt: Date | null
  }
  person: Omit<Person, UsuallyNot> & Record<UsuallyNot, Generated<boolean>>
  keyholder: {
    personId: string
    orgId: string
    recipient: string
    vk: Buffer
    madeAt: Date
    confirmedBy: string | null
    confirmedAt: Date | null
    retiredAt: Date | null
  }
  wayIn: {
    id: string
    orgId: string
    personId: string
    kind: string
    locator: string
    vk: Buffer
    counter: Generated<string>
    transports: Generated<string[]>
    label: string
    sealedSeed: Buffer
    madeAt: Date
    verifiedAt: Date | null
  }
  deskSession: {
    tokenHash: Buffer
    orgId: string
    personId: string
    madeAt: Date
    seenAt: Date
    expiresAt: Date
  }
  challenge: { hash: Buffer; orgId: string; expiresAt: Date }
  channelAddress: {
    id: string
    orgId: string
    personId: string
    channel: string
    address: string
    position: number
    testCodeHash: Buffer | null
    testSentAt: Date | null
    testWrong: Generated<number>
    testedAt: Date | null
    deadAt: Date | null
    madeAt: Date
  }
  // paths
  pathVersion: {
    id: string
    orgId: string
    number: number
    state: string
    tiers: unknown
    editedBy: string | null
    editedAt: Date
    proposedBy: string | null
    proposedAt: Date | null
    signedBy: string | null
    inForceAt: Date | null
    supersededAt: Date | null
  }
  pathSlot: {
    versionId: string
    orgId: string
    slot: number
    tier: number
    personId: string
    recipient: string
    vk: Buffer
  }
  // reports and cases
  caseFile: {
    id: string
    orgId: string
    versionId: string
    state: Generated<string>
    level: string
    kind: string
    epoch: Generated<number>
    manifestNumber: Generated<number>
    mailboxSeq: Generated<number>
    deskSeq: Generated<number>
    receivedAt: Date
    receiptHash: Buffer
    life: Generated<unknown>
    erasedAt: Generated<Date | null>
  }
  mailbox: {
    id: string
    orgId: string
    caseId: string
    party: string
    locator: Buffer
    vk: Buffer
    sigVk: Buffer
    sealedGrant: Buffer
    madeAt: Date
    number: Generated<number>
    seq: Generated<number>
    epoch: Generated<number>
    takenAt: Generated<Date | null>
    closedAt: Generated<Date | null>
    closedBy: Generated<string | null>
  }
  reminder: {
    mailboxId: string
    orgId: string
    address: string
    lang: string
    zone: string
    hour: number
    askedAt: Date
    sentAt: Date | null
  }
  reporterSession: {
    tokenHash: Buffer
    orgId: string
    locator: Buffer
    vk: Buffer
    expiresAt: Date
  }
  draft: { orgId: string; locator: Buffer; vk: Buffer; sealedDraft: Buffer; savedAt: Date }
  manifest: {
    caseId: string
    orgId: string
    number: number
    epoch: number
    text: Buffer
    signature: Buffer
    sha256: Buffer
    byPerson: string | null
    at: Date
  }
  keyGrant: {
    caseId: string
    orgId: string
    epoch: number
    slot: number
    tier: number
    personId: string
    sealedGrant: Buffer
    ackHash: Buffer
    receivedAt: Date
    releasedAt: Date | null
    openedAt: Date | null
    revokedAt: Date | null
  }
  sealedObject: {
    caseId: string
    orgId: string
    room: string
    seq: number
    epoch: number
    kind: string
    sealedBytes: Buffer
    sha256: Buffer
    byPerson: string | null
    at: Date
    readAt: Date | null
  }
  instruction: InstructionRow
  upload: {
    id: string
    orgId: string
    locator: Buffer | null
    caseId: string | null
    byPerson: string | null
    parts: number
    madeAt: Date
    expiresAt: Date | null
    party: Generated<number | null>
  }
  uploadPart: { uploadId: string; orgId: string; number: number; sha256: Buffer; bytes: string }
  // alerts
  alert: {
    id: string
    orgId: string
    caseId: string
    kind: string
    level: string
    state: string
    tier: number
    loop: number
    epoch: number
    releases: boolean
    overdue: string | null
    ladder: unknown
    ownerId: string | null
    lapsedOwners: string[]
    raisedAt: Date
    openedAt: Date | null
    steppedAt: Date
  }
  deadline: {
    alertId: string
    orgId: string
    caseId: string
    kind: string
    dueAt: Date
    basis: string
    metAt: Date | null
    metBy: string | null
    metSeq: number | null
    missedAt: Date | null
    dropped: Generated<boolean>
  }
  timer: {
    subject: string
    kind: string
    orgId: string
    epoch: number
    dueAt: Date
    tries: Generated<number>
  }
  outbox: OutboxRow
  event: {
    id: Generated<string>
    orgId: string
    caseId: string | null
    kind: string
    at: Date
    facts: unknown
  }
  boardQuarter: BoardQuarterRow
  beat: { node: string; at: Date; oldestOverdueMs: number }
}

export type Person = {
  id: string
  orgId: string
  name: string
  email: string
  managerId: string | null
  unit: string
  country: string
  language: string
  title: string
  hr: boolean
  executive: boolean
  outside: boolean
  board: boolean
  admin: boolean
  protection: boolean
  centralDesk: boolean
  recruiter: boolean
  hrOps: boolean
  joinedAt: Date
  leftAt: Date | null
}
