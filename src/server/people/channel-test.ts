import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import { after, minute } from "#core/time.ts"
import { channelTest } from "#wire/session.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { signedIn } from "#server/http/session.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import { newRef } from "#server/outbox/page.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { mac, same } from "#server/secret.ts"
import { channelId } from "./channels.ts"

const answerWithin = 15 * minute
const pause = minute / 2
const tries = 5

/** A channel is proved: a code goes out by it and is typed back. */
export const channelTests = new Hono<Env>()
  .post("/channels/:id/tests", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const id = channelId(c)
    await atomically(runtime, org, async (tx) => {
      const channel = await locked(tx, id)
      if (!channel || (channel.personId !== me.id && !me.admin)) throw new Refusal("not-found")
      const { testSentAt } = channel
      if (testSentAt && after(testSentAt, pause) > tx.now) throw new Refusal("not-now")
      const code = newRef()
      await tx.sql
        .updateTable("channelAddress")
        .set({ testCodeHash: hashOf(tx, id, code), testSentAt: tx.now, testWrong: 0, deadAt: null })
        .where("id", "=", id)
        .execute()
      const personId = idOf<PersonId>(channel.personId)
      await queueMessage(tx, { personId, textKind: "test", ref: code, urgent: true, only: id })
    })
    return c.body(null, 202)
  })
  .post("/channels/:id/tests/answer", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const id = channelId(c)
    const { code } = parse(channelTest, await readJson(c))
    const right = await atomically(runtime, org, (tx) => answer(tx, me.id, id, code.toUpperCase()))
    // Said only now, so that a wrong answer has been counted.
    if (!right) throw new Refusal("wrong-code")
    return c.body(null, 204)
  })

/** One answer to a test. Five wrong ones end it, and nobody is told which it was. */
async function answer(tx: Tx, whose: PersonId, id: string, code: string): Promise<boolean> {
  const channel = await locked(tx, id)
  if (channel?.personId !== whose) throw new Refusal("not-found")
  const { testCodeHash, testSentAt, testWrong } = channel
  const open =
    testCodeHash && testSentAt && after(testSentAt, answerWithin) > tx.now && testWrong < tries
  if (!open) return false
  const right = same(testCodeHash, hashOf(tx, id, code))
  await tx.sql
    .updateTable("channelAddress")
    .set(
      right
        ? { testCodeHash: null, testedAt: tx.now, deadAt: null, testWrong: 0 }
        : { testWrong: testWrong + 1 },
    )
    .where("id", "=", id)
    .execute()
  if (right) {
    const facts = { person: whose, channel: channel.channel }
    await record(tx, null, [{ kind: "channel.tested", facts }])
  }
  return right
}

async function locked({ sql }: Tx, id: string) {
  return sql
    .selectFrom("channelAddress")
    .select(["personId", "channel", "testCodeHash", "testSentAt", "testWrong"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()
}

const hashOf = ({ runtime }: Tx, id: string, code: string): Buffer =>
  mac(runtime.secret, "channel test", `${id} ${code}`)
