/** What HR asks before a dismissal; written by `server/protection` alone. */
export type ProtectionTables = {
  protectionToken: {
    id: string
    orgId: string
    personId: string
    tokenHash: Buffer
    label: string
    madeAt: Date
    usedAt: Date | null
  }
  protectionCheck: {
    id: string
    orgId: string
    byPerson: string
    bySystem: boolean
    kind: string
    digest: Buffer
    audited: boolean
    madeAt: Date
    releaseAt: Date
    reviewAt: Date
    frozenUntil: Date
    decidedAt: Date | null
    releasedAt: Date | null
    answer: string | null
    endAgreedAt: Date | null
    endShowsAt: Date | null
  }
  protectionCopy: {
    checkId: string
    orgId: string
    personId: string
    sealedBytes: Buffer
    openedAt: Date | null
    said: string | null
    saidAt: Date | null
    mayEndAt: Date | null
  }
}
