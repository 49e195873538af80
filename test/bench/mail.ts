import { setTimeout as pause } from "node:timers/promises"
import { elsewhere, progress, type Group } from "./figure.ts"
import { startGateway } from "./gateway.ts"
import { openLine, sealMany, send } from "./load.ts"
import { startNode } from "./node.ts"
import { benchWorld, tenPeople, type BenchWorld } from "./place.ts"
import { startSmtp, type MailBehaviour } from "../servers/smtp.ts"

/** A mail server on a bad day: how long until the person is tried again, or in another way, and whether the operator hears of it. */
export const mail: Group = {
  name: "mail",
  async *run() {
    const dropped = await badDay("drop-at-data")
    const lost = await badDay("take")
    yield {
      name: "mail.dropped",
      value: Math.max(dropped.seconds, lost.seconds),
      unit: "s",
      target: 15,
      reference: {
        what: `the later of two: the line dropped at DATA, and the mail taken and lost, with where the operator reads of it; ${elsewhere}, newer 60 s`,
        value: { dropped, lost },
        peer: "never",
      },
    }
  },
}

type Day = { seconds: number; by: string; told: string[] }

/** Everybody is reached by mail first, by text second; neither is ever confirmed. */
async function badDay(how: MailBehaviour): Promise<Day> {
  const names = tenPeople.flatMap((tier) => (Array.isArray(tier) ? tier : tier.people))
  const ways = (name: string) => [
    { channel: "email", address: `${name}@lantern.example` },
    { channel: "sms", address: `+44${name}` },
  ]
  const channels = Object.fromEntries(names.map((name) => [name, ways(name)]))
  const it = await benchWorld("mail", { channels })
  const gateway = await startGateway({ wait: 20, confirm: false })
  const smtp = await startSmtp()
  smtp.behave(how)
  const node = await startNode({ url: it.url, env: { ...gateway.env, SMTP_URL: smtp.url } })
  const line = openLine(node.base)
  try {
    progress(`  a mail server that does this: ${how} …`)
    const [sealed] = await sealMany({ receivers: await it.receivers(), org: it.org }, 1)
    if (!sealed || (await send(line, sealed)).status !== 201) throw new Error("not taken")
    const from = await firstMail(it)
    const texts = await second(async () => (await gateway.received()).map((text) => text.at))
    const again = how === "take" ? [] : await triedAgain(it)
    const next = Math.min(...texts, ...again)
    await pause(how === "take" ? Math.max(0, 50_000 - (Date.now() - from)) : 500)
    const by = again.some((at) => at <= next) ? "the same channel" : "the other channel"
    return { seconds: (next - from) / 1000, by, told: await told(it, node.log) }
  } finally {
    line.close()
    await node.end()
    await smtp.close()
    await gateway.close()
    await it.end()
  }
}

/** When the first mail was in the server's hands or lost on the way there, on this machine's clock. */
async function firstMail(it: BenchWorld): Promise<number> {
  const [at] = await second(async () =>
    (
      await it.sql<{ at: number }>(
        "select extract(epoch from coalesce(handed_at, clock_timestamp()))::float8 * 1000 as at from outbox where channel = 'email' and (handed_at is not null or why is not null)",
      )
    ).map((row) => row.at),
  )
  return at ?? Number.NaN
}

/** When a mail that failed was tried once more: its row counts its tries. */
async function triedAgain(it: BenchWorld): Promise<number[]> {
  const rows = await it.sql("select 1 from outbox where channel = 'email' and tries > 1")
  return rows.length ? [Date.now()] : []
}

async function second<T>(look: () => Promise<T[]>): Promise<T[]> {
  for (let tries = 0; tries < 6000; tries += 1) {
    const found = await look()
    if (found.length) return found
    await pause(10)
  }
  throw new Error("Nobody was tried in another way within a minute.")
}

/** Everywhere that somebody who runs the system can read of it. */
async function told(it: BenchWorld, log: readonly string[]): Promise<string[]> {
  const warned = await it.json<{ warnings: string[] }>("/desk/api/now", { as: "ann" })
  const events = await it.events("page.unproved")
  const messages = await it.sql("select 1 from outbox where text_kind = 'operator'")
  return [
    ...(log.some((said) => /"(send-failed|pages-unproved)"/.test(said)) ? ["log"] : []),
    ...(warned.warnings.includes("mail-down") ? ["desk warning"] : []),
    ...(messages.length ? ["message to the operator"] : []),
    ...(events.length ? ["case record: unproved"] : []),
  ]
}
