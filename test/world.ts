import { randomBytes, randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { idOf, type OrgId } from "#core/ids.ts"
import { invariant } from "#core/refusal.ts"
import { staffKeys, type StaffKeys } from "#crypto/keys.ts"
import { signLogin } from "#crypto/login.ts"
import { readManifest } from "#crypto/manifest.ts"
import { openGrant, openObject } from "#crypto/open.ts"
import { proveOpening } from "#crypto/opening.ts"
import { deriveReceipt, newReceipt, type ReceiptKeys } from "#crypto/receipt.ts"
import { packSubmission, sealObject } from "#crypto/seal.ts"
import {
  buildSubmission,
  chooseKeyholders,
  type Keyholder,
  type Submission,
} from "#crypto/submission.ts"
import { openSenders } from "#server/channels/senders.ts"
import { makePushable, push } from "#server/demo/clock.ts"
import { openSink } from "#server/demo/sink.ts"
import { sendDue } from "#server/outbox/loop.ts"
import { provePage } from "#server/outbox/proof.ts"
import { atomically, type LogLine } from "#server/runtime.ts"
import { newToken } from "#server/secret.ts"
import { serve, type Served, type Serving } from "#server/serve.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { Receivers } from "#wire/door.ts"
import type { Accepted, ObjectKind, ReporterCase } from "#wire/report.ts"
import { testDatabase } from "./database.ts"

/** A tier of the world's path: who is on it, and whether it is outside or the board. */
export type WorldTier = {
  people: string[]
  kind?: "inside" | "outside" | "board"
  waits?: Record<string, number>
}

/** What a world is made with. Everybody named on the path has a key and a tested address. */
export type WorldWith = {
  path?: (string[] | WorldTier)[]
  channels?: Record<string, { channel: string; address: string }[]>
  officers?: string[]
  serving?: Serving
  env?: Partial<{
    smtpUrl: string
    mailNoticePort: number
    gateway: { url: string; secret: string }
  }>
  url?: string
  /** Pages stay queued: nobody hears anything. */
  undelivered?: boolean
}

export type Staff = { id: string; name: string; keys: StaffKeys; cookie: string }
export type World = Awaited<ReturnType<typeof world>>

/** A running system on a database of its own, with a clock that is pushed and people who hold real keys. */
export async function world(wanted: WorldWith = {}) {
  const database = wanted.url ? undefined : await testDatabase()
  const url = wanted.url ?? database?.url ?? ""
  const sink = await openSink()
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-world-"))
  const logged: LogLine[] = []
  const served = await serve(
    {
      port: 0,
      host: "127.0.0.1",
      dataDir,
      databaseUrl: url,
      publicUrl: undefined,
      smtpUrl: wanted.env?.smtpUrl,
      mailFrom: "alert@lantern.example",
      mailNoticePort: wanted.env?.mailNoticePort,
      gateway: wanted.env?.gateway ?? sink.gateway,
    },
    {
      loops: false,
      listen: false,
      allowLocal: true,
      prepare: makePushable,
      log: (line) => logged.push(line),
      connections: 6,
      ...wanted.serving,
    },
  )
  const path = (
    wanted.path ?? [
      ["noor"],
      ["sam", "ravi"],
      { people: ["orla"], kind: "outside" },
      { people: ["ito"], kind: "board" },
    ]
  ).map((tier): WorldTier => (Array.isArray(tier) ? { people: tier } : tier))
  const org = idOf<OrgId>(randomUUID())
  const staff = await settle(served, org, path, wanted)
  const owner = new pg.Pool({ connectionString: url, max: 2 })
  owner.on("error", () => undefined) // dropped with the database at the end
  const base = `http://${served.port ? `localhost:${served.port}` : "localhost"}`

  async function request(
    path: string,
    init: RequestInit & { as?: string } = {},
  ): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set("host", new URL(base).host)
    const who = init.as ? staff.get(init.as) : undefined
    if (who) {
      // The clock is pushed by days: the session was used six minutes ago, which is too long for an open desk.
      await owner.query(
        "update desk_session set seen_at = tocsin_now() - interval '6 minutes', expires_at = tocsin_now() + interval '1 day' where person_id = $1",
        [who.id],
      )
      headers.set("cookie", `tocsin_desk=${who.cookie}`)
      headers.set("x-tocsin", "desk")
    }
    return served.app.request(`${base}${path}`, { ...init, headers })
  }
  const json = async <T>(path: string, init?: RequestInit & { as?: string }): Promise<T> =>
    (await request(path, init)).json() as Promise<T>

  const senders = openSenders({
    mailFrom: "alert@lantern.example",
    mailSecret: "test",
    allowLocal: true,
    gateway: { ...sink.gateway, callbackUrl: "" },
  })
  let proved = 0
  /** Everything queued leaves by a real gateway, which says that it arrived. */
  async function deliver(): Promise<void> {
    while ((await sendDue(served.runtime, senders)) > 0);
    for (; proved < sink.arrived.length; proved += 1) {
      const { id } = sink.arrived[proved] ?? {}
      if (id) await provePage(served.runtime, id, { state: "delivered" })
    }
  }

  const it = {
    served,
    sink,
    deliver,
    runtime: served.runtime,
    owner,
    org,
    staff,
    base,
    logged,
    request,
    json,
    person: (name: string): Staff => staff.get(name) ?? invariantly(name),
    /** Pushes the clock: "30m", "2h", "5s". */
    async advance(time: string): Promise<void> {
      const [, amount = "0", unit = "m"] = /^(\d+)(s|m|h|d)$/.exec(time) ?? []
      const ms = Number(amount) * ({ s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 0)
      await push(served.runtime, ms, wanted.undelivered ? undefined : deliver)
    },
    receivers: () => json<Receivers>("/api/receivers"),
    /** A report as a reporter's browser would send it. */
    async report({
      level = "e2",
      excluded = [],
      text = "words",
      kind = "report",
    }: ReportWith = {}) {
      const receivers = await it.receivers()
      const receipt = await deriveReceipt(newReceipt(), org)
      const sealed = await seal(receivers, receipt, {
        excluded: excluded.map((n) => it.person(n).id),
        text,
        kind,
      })
      const body = bodyOf(sealed, receivers.pathId, receipt, { level, kind })
      const answer = await request("/api/reports", {
        method: "POST",
        body: body as BodyInit,
        headers: { "content-type": "application/x-tar" },
      })
      if (!wanted.undelivered) await deliver()
      return {
        status: answer.status,
        accepted: (await answer.json()) as Accepted,
        receipt,
        sealed,
        body,
        id: sealed.caseId,
      }
    },
    async signIn(receipt: ReceiptKeys): Promise<string> {
      const { nonce, now } = await json<{ nonce: string; now: number }>("/api/challenges", {
        method: "POST",
      })
      const signature = Buffer.from(
        signLogin(receipt.auth, { origin: base, nonce, time: String(now) }),
      ).toString("base64url")
      const { token } = await json<{ token: string }>("/api/sessions", {
        method: "POST",
        body: JSON.stringify({
          locator: receipt.locator,
          vk: receipt.auth.vk,
          nonce,
          time: now,
          signature,
        }),
      })
      return token
    },
    mine: async (receipt: ReceiptKeys): Promise<ReporterCase> =>
      json("/api/case", { headers: { authorization: `Bearer ${await it.signIn(receipt)}` } }),
    async reporter(
      receipt: ReceiptKeys,
      path: string,
      body?: unknown,
      method = "POST",
    ): Promise<Response> {
      const authorization = `Bearer ${await it.signIn(receipt)}`
      return request(`/api${path}`, {
        method,
        headers: { authorization },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    },
    /** The cases a person's desk lists, newest first. */
    async desk(name: string): Promise<string[]> {
      const { cases } = await json<{ cases: { id: string }[] }>("/desk/api/cases?open=1", {
        as: name,
      })
      return cases.map((c) => c.id)
    },
    async screen(name: string): Promise<CaseScreen> {
      const [id] = await it.desk(name)
      invariant(id, `${name} has a case`)
      return json(`/desk/api/cases/${id}`, { as: name })
    },
    /** Opens the first case of a person as their browser does: the grant, the proof. */
    async open(name: string) {
      const [id] = await it.desk(name)
      if (!id) return { status: 404, keys: undefined, screen: undefined, id: "" }
      const screen = await json<CaseScreen>(`/desk/api/cases/${id}`, { as: name })
      const mine = screen.grant[0]
      invariant(mine, "a listed case has a grant")
      const grant = await openGrant(
        it.person(name).keys.identity,
        Buffer.from(mine.sealed, "base64url"),
      )
      const proof = proveOpening(it.person(name).keys.sign, {
        caseId: screen.caseId,
        epoch: mine.epoch,
        slot: mine.slot,
        ack: grant.ack,
      })
      const answer = await request(`/desk/api/cases/${id}/opening`, {
        method: "POST",
        as: name,
        body: JSON.stringify({
          epoch: mine.epoch,
          slot: mine.slot,
          ack: proof.ack,
          signature: Buffer.from(proof.signature).toString("base64url"),
        }),
      })
      return { status: answer.status, keys: grant.keys, grant, screen, id }
    },
    /** Says something in a case as a responder's browser does. */
    async say(name: string, kind: ObjectKind, text: string): Promise<number> {
      const { grant, screen, id } = await it.open(name)
      invariant(grant && screen, `${name} has opened`)
      const room = kind === "note" || kind === "handover" ? "desk" : "mailbox"
      const key = grant.keys.find(
        (k) => k.room === room && (room === "desk" ? true : k.epoch <= screen.epoch),
      )
      invariant(key, "a key for the room")
      const recipient = (await import("#crypto/keys.ts")).recipientOf(key.identity)
      const last = screen.last[room]
      const bytes = await sealObject({
        caseId: screen.caseId,
        epoch: screen.epoch,
        seq: last.seq + 1,
        kind,
        prev: last.sha256 ?? undefined,
        recipient: await recipient,
        signer: it.person(name).keys.sign,
        members: [{ name: "body.txt", bytes: new TextEncoder().encode(text) }],
      })
      const head = { room, seq: last.seq + 1, epoch: screen.epoch, kind, uploads: [] }
      const answer = await request(`/desk/api/cases/${id}/objects`, {
        method: "POST",
        as: name,
        body: bytes as BodyInit,
        headers: { "x-tocsin-object": JSON.stringify(head) },
      })
      return answer.status
    },
    /** Who has been rung, in order, each step's people together, since the world began. */
    async rung(): Promise<string[]> {
      const { rows } = await owner.query<{ name: string }>(
        "select p.name from outbox o join person p on p.id = o.person_id where o.alert_id is not null and o.state <> 'cancelled' order by o.made_at, o.tier, p.name",
      )
      return rows.map((r) => r.name)
    },
    async events(kind?: string): Promise<string[]> {
      const { rows } = await owner.query<{ kind: string }>(
        "select kind from event where case_id is not null and ($1::text is null or kind = $1) order by id",
        [kind ?? null],
      )
      return rows.map((r) => r.kind)
    },
    sql: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
      (await owner.query<T>(text, values)).rows,
    openObject,
    readManifest,
    async close(): Promise<void> {
      await owner.end()
      await senders.close()
      await sink.close()
      await served.close()
      await database?.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
    [Symbol.asyncDispose]: async (): Promise<void> => it.close(),
  }
  return it
}

type ReportWith = {
  level?: "e1" | "e2" | "e3" | "e4"
  excluded?: string[]
  text?: string
  kind?: "report" | "help-now"
}

/** Seals a report to whoever the server says would receive it. */
export async function seal(
  receivers: Receivers,
  receipt: ReceiptKeys,
  said: { excluded: string[]; text: string; kind: "report" | "help-now" },
): Promise<Submission> {
  const pool: Keyholder[] = receivers.slots.map((s) => ({
    slot: s.slot,
    tier: s.tier,
    personId: s.person,
    recipient: s.recipient,
    vk: s.vk,
  }))
  return buildSubmission({
    kind: said.kind,
    members: [
      { name: "answers.json", bytes: new TextEncoder().encode(JSON.stringify({ i07: said.text })) },
    ],
    receipt,
    path: receivers.pathId,
    keyholders: chooseKeyholders(pool, said.excluded),
    excluded: said.excluded,
  })
}

/** The body that is posted. */
export function bodyOf(
  sealed: Submission,
  path: string,
  receipt: ReceiptKeys,
  head: { level: string; kind: string; uploads?: string[] },
): Uint8Array {
  const said = {
    v: 1,
    case: sealed.caseId,
    path,
    kind: head.kind,
    level: head.level,
    auth: receipt.auth.vk,
    sig: receipt.sig.vk,
    uploads: head.uploads ?? [],
  }
  return packSubmission({ caseJson: new TextEncoder().encode(JSON.stringify(said)), ...sealed })
}

/** The organisation, its people with keys, and a path that two of them have signed. */
async function settle(
  served: Served,
  org: OrgId,
  path: WorldTier[],
  wanted: WorldWith,
): Promise<Map<string, Staff>> {
  const names = [...new Set([...path.flatMap((t) => t.people), ...(wanted.officers ?? [])])]
  const staff = new Map<string, Staff>()
  for (const name of names) {
    staff.set(name, { id: randomUUID(), name, keys: await staffKeys(randomBytes(32)), cookie: "" })
  }
  const slots = new Map<string, { slot: number; tier: number }>()
  path.forEach((t, i) =>
    t.people.forEach((n) => slots.has(n) || slots.set(n, { slot: slots.size + 1, tier: i + 1 })),
  )
  await atomically(served.runtime, org, async ({ sql, now }) => {
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
    for (const { id, name, keys } of staff.values()) {
      const kind = path.find((t) => t.people.includes(name))?.kind
      await sql
        .insertInto("person")
        .values({
          id,
          orgId: org,
          name,
          email: `${name}@lantern.example`,
          managerId: null,
          unit: "Response",
          country: "GB",
          language: "en",
          title: "Responder",
          hr: false,
          executive: false,
          outside: kind === "outside",
          board: kind === "board",
          admin: name === names[0],
          protection: (wanted.officers ?? []).includes(name),
          joinedAt: now,
          leftAt: null,
        })
        .execute()
      await sql
        .insertInto("keyholder")
        .values({
          personId: id,
          orgId: org,
          recipient: keys.recipient,
          vk: Buffer.from(keys.sign.vk, "hex"),
          madeAt: now,
          confirmedBy: null,
          confirmedAt: null,
          retiredAt: null,
        })
        .execute()
      const addresses = wanted.channels?.[name] ?? [{ channel: "sms", address: `+44${name}` }]
      for (const [position, a] of addresses.entries()) {
        await sql
          .insertInto("channelAddress")
          .values({
            id: randomUUID(),
            orgId: org,
            personId: id,
            channel: a.channel,
            address: a.address,
            position,
            testCodeHash: null,
            testSentAt: now,
            testedAt: now,
            deadAt: null,
            madeAt: now,
          })
          .execute()
      }
      const { token, hash } = newToken()
      Object.assign(staff.get(name) ?? {}, { cookie: token })
      await sql
        .insertInto("deskSession")
        .values({
          tokenHash: hash,
          orgId: org,
          personId: id,
          madeAt: now,
          seenAt: new Date(now.getTime() - 600_000),
          expiresAt: new Date(now.getTime() + 400 * 86_400_000),
        })
        .execute()
    }
    const version = randomUUID()
    const ids = (people: string[]) => people.map((n) => staff.get(n)?.id ?? "")
    const tiers = path.map((t, i) => ({
      name: `Tier ${i + 1}`,
      kind: t.kind ?? "inside",
      waits: t.waits ?? {},
      schedule: { kind: "list", people: ids(t.people) },
    }))
    const [first, second] = [...staff.values()]
    await sql
      .insertInto("pathVersion")
      .values({
        id: version,
        orgId: org,
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
    for (const [name, { slot, tier }] of slots) {
      const who = staff.get(name)
      if (who)
        await sql
          .insertInto("pathSlot")
          .values({
            versionId: version,
            orgId: org,
            slot,
            tier,
            personId: who.id,
            recipient: who.keys.recipient,
            vk: Buffer.from(who.keys.sign.vk, "hex"),
          })
          .execute()
    }
  })
  return staff
}

function invariantly(name: string): never {
  throw new Error(`${name} is not in this world`)
}
