import { randomBytes, randomUUID } from "node:crypto"
import type { OrgId } from "#core/ids.ts"
import { staffKeys, type StaffKeys } from "#crypto/keys.ts"
import { atomically, type Runtime, type Tx } from "#server/runtime.ts"
import { newToken } from "#server/secret.ts"

/** The organisation, its people with keys, and a path that two of them have signed. */
export async function settle(
  runtime: Runtime,
  org: OrgId,
  wanted: OrganisationWith,
): Promise<Map<string, Staff>> {
  const path = (wanted.path ?? usualPath).map((tier): WorldTier =>
    Array.isArray(tier) ? { people: tier } : tier,
  )
  const officers = wanted.officers ?? []
  const hrOps = wanted.hrOps ?? []
  const names = [...new Set([...path.flatMap((tier) => tier.people), ...officers, ...hrOps])]
  const staff = new Map<string, Staff>()
  for (const name of names)
    staff.set(name, { id: randomUUID(), name, keys: await staffKeys(randomBytes(32)), cookie: "" })
  await atomically(runtime, org, async (tx) => {
    await addOrganisation(tx, org)
    for (const who of staff.values()) {
      const kind = path.find((tier) => tier.people.includes(who.name))?.kind
      await addPerson(tx, org, who, {
        ...{ outside: kind === "outside", board: kind === "board" },
        ...{ admin: who.name === names[0], protection: officers.includes(who.name) },
        hrOps: hrOps.includes(who.name),
      })
      await addKey(tx, org, who)
      await addChannels(tx, org, who, wanted.channels?.[who.name])
      who.cookie = await addSession(tx, org, who)
    }
    await addPath(tx, org, path, staff)
  })
  return staff
}

/** Somebody of the organisation, with their real keys and the cookie of their desk. */
export type Staff = { id: string; name: string; keys: StaffKeys; cookie: string }

/** A tier of the world's path: who is on it, and whether it is outside or the board. */
export type WorldTier = {
  people: string[]
  kind?: "inside" | "outside" | "board"
  waits?: Record<string, number>
}

/** What an organisation is made with. Everybody named on the path has a key and a tested address. */
export type OrganisationWith = {
  path?: (string[] | WorldTier)[]
  channels?: Record<string, { channel: string; address: string }[]>
  officers?: string[]
  /** People of HR operations, with a key and beside the path. */
  hrOps?: string[]
}

const usualPath: (string[] | WorldTier)[] = [
  ["noor"],
  ["sam", "ravi"],
  { people: ["orla"], kind: "outside" },
  { people: ["ito"], kind: "board" },
]

async function addOrganisation({ sql, now }: Tx, org: OrgId): Promise<void> {
  await sql
    .insertInto("organisation")
    .values({
      id: org,
      host: null,
      name: "Lantern Group",
      country: "GB",
      zone: "Europe/London",
      languages: ["en", "zh"],
      contact: "Ask for Orla Finch: +44 20 7946 0000",
      companyCode: "7A2B9C4D5E",
      madeAt: now,
    })
    .execute()
}

type Roles = Record<"outside" | "board" | "admin" | "protection" | "hrOps", boolean>

async function addPerson(
  { sql, now }: Tx,
  orgId: OrgId,
  { id, name }: Staff,
  roles: Roles,
): Promise<void> {
  await sql
    .insertInto("person")
    .values({
      id,
      orgId,
      name,
      email: `${name}@lantern.example`,
      managerId: null,
      unit: "Response",
      country: "GB",
      language: "en",
      title: "Responder",
      hr: false,
      executive: false,
      ...roles,
      joinedAt: now,
      leftAt: null,
    })
    .execute()
}

async function addKey({ sql, now }: Tx, orgId: OrgId, { id, keys }: Staff): Promise<void> {
  await sql
    .insertInto("keyholder")
    .values({
      personId: id,
      orgId,
      recipient: keys.recipient,
      vk: Buffer.from(keys.sign.vk, "hex"),
      madeAt: now,
      confirmedBy: null,
      confirmedAt: null,
      retiredAt: null,
    })
    .execute()
}

async function addChannels(
  { sql, now }: Tx,
  orgId: OrgId,
  { id, name }: Staff,
  channels = [{ channel: "sms", address: `+44${name}` }],
): Promise<void> {
  for (const [position, { channel, address }] of channels.entries())
    await sql
      .insertInto("channelAddress")
      .values({
        id: randomUUID(),
        orgId,
        personId: id,
        channel,
        address,
        position,
        testCodeHash: null,
        testSentAt: now,
        testedAt: now,
        deadAt: null,
        madeAt: now,
      })
      .execute()
}

/** Signs a person in and gives their cookie. */
async function addSession({ sql, now }: Tx, orgId: OrgId, { id }: Staff): Promise<string> {
  const { token, hash } = newToken()
  await sql
    .insertInto("deskSession")
    .values({
      tokenHash: hash,
      orgId,
      personId: id,
      madeAt: now,
      seenAt: new Date(now.getTime() - 600_000),
      expiresAt: new Date(now.getTime() + 400 * 86_400_000),
    })
    .execute()
  return token
}

async function addPath(
  { sql, now }: Tx,
  orgId: OrgId,
  path: WorldTier[],
  staff: ReadonlyMap<string, Staff>,
): Promise<void> {
  const versionId = randomUUID()
  const [first, second] = [...staff.values()]
  const tiers = path.map(({ people, kind = "inside", waits = {} }, i) => ({
    ...{ name: `Tier ${i + 1}`, kind, waits },
    schedule: { kind: "list", people: people.map((name) => staff.get(name)?.id ?? "") },
  }))
  await sql
    .insertInto("pathVersion")
    .values({
      id: versionId,
      orgId,
      number: 1,
      state: "in-force",
      tiers: JSON.stringify(tiers),
      editedBy: null,
      editedAt: now,
      proposedBy: first?.id ?? null,
      proposedAt: now,
      signedBy: second?.id ?? null,
      inForceAt: now,
      supersededAt: null,
    })
    .execute()
  for (const [name, place] of slotsOf(path)) {
    const who = staff.get(name)
    if (!who) continue
    const { recipient, sign } = who.keys
    const vk = Buffer.from(sign.vk, "hex")
    await sql
      .insertInto("pathSlot")
      .values({ versionId, orgId, ...place, personId: who.id, recipient, vk })
      .execute()
  }
}

/** Everybody on the path once, on the first tier that names them. */
function slotsOf(path: WorldTier[]): Map<string, { slot: number; tier: number }> {
  const slots = new Map<string, { slot: number; tier: number }>()
  for (const [i, { people }] of path.entries())
    for (const name of people)
      if (!slots.has(name)) slots.set(name, { slot: slots.size + 1, tier: i + 1 })
  return slots
}
