/** Something that is said to a person outside the browser. */
export type OutboxRow = {
  id: string
  orgId: string
  personId: string | null
  channel: string
  address: string
  addressId: string | null
  textKind: string
  lang: string
  facts: unknown
  ref: string | null
  urgent: boolean
  alertId: string | null
  epoch: number | null
  tier: number | null
  loop: number | null
  attempt: number
  tries: number
  state: string
  dueAt: Date
  leasedUntil: Date | null
  providerId: string | null
  why: string | null
  madeAt: Date
  handedAt: Date | null
  deliveredAt: Date | null
  heardAt: Date | null
  failedAt: Date | null
}
