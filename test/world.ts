import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { idOf, type OrgId } from "#core/ids.ts"
import { invariant } from "#core/refusal.ts"
import type { Config } from "#server/config.ts"
import { makePushable } from "#server/demo/clock.ts"
import { openSink } from "#server/demo/sink.ts"
import type { LogLine } from "#server/runtime.ts"
import { serve, type Serving } from "#server/serve.ts"
import { testDatabase } from "./database.ts"
import { pushedClock } from "./world/clock.ts"
import { frontDoor } from "./world/front-door.ts"
import { keyholderActs } from "./world/keyholder.ts"
import { settle, type OrganisationWith, type Staff } from "./world/organisation.ts"
import { reporterActs } from "./world/reporter.ts"
import { rowsOf } from "./world/rows.ts"

/** A running system on a database of its own, with a clock that is pushed and people who hold real keys. */
export async function world(wanted: WorldWith = {}) {
  const database = wanted.url ? undefined : await testDatabase()
  const url = wanted.url ?? database?.url ?? ""
  const sink = await openSink()
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-world-"))
  const logged: LogLine[] = []
  const served = await serve(configOf(wanted, { dataDir, url, gateway: sink.gateway }), {
    ...{ loops: false, listen: false, allowLocal: true, connections: 6 },
    prepare: makePushable,
    log: (line) => logged.push(line),
    ...wanted.serving,
  })
  const { runtime } = served
  const org = idOf<OrgId>(randomUUID())
  const staff = await settle(runtime, org, wanted)
  const person = (name: string): Staff => {
    const who = staff.get(name)
    invariant(who, `${name} is in this world`)
    return who
  }
  const owner = new pg.Pool({ connectionString: url, max: 2 })
  owner.on("error", () => undefined) // dropped with the database at the end
  const door = frontDoor(served, staff, owner)
  const clock = pushedClock(runtime, org, sink, wanted)
  const posted = wanted.undelivered ? () => Promise.resolve() : clock.deliver

  async function close(): Promise<void> {
    await owner.end()
    await clock.close()
    await sink.close()
    await served.close()
    await database?.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return {
    ...{ served, runtime, sink, owner, org, staff, person, logged },
    ...door,
    ...clock,
    ...reporterActs(door, { org, person, posted }),
    ...keyholderActs(door, person),
    ...rowsOf(owner),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** A running system, as its tests hold it. */
export type World = Awaited<ReturnType<typeof world>>

/** What a world is made with: its organisation, and what of the node it runs on is not the usual. */
export type WorldWith = OrganisationWith & {
  serving?: Serving
  env?: Partial<Pick<Config, "smtpUrl" | "mailNoticePort" | "gateway">>
  url?: string
  /** Pages stay queued: nobody hears anything. */
  undelivered?: boolean
}

function configOf(
  { env }: WorldWith,
  own: { dataDir: string; url: string; gateway: Config["gateway"] },
): Config {
  return {
    port: 0,
    host: "127.0.0.1",
    dataDir: own.dataDir,
    databaseUrl: own.url,
    publicUrl: undefined,
    smtpUrl: env?.smtpUrl,
    mailFrom: "alert@lantern.example",
    mailNoticePort: env?.mailNoticePort,
    gateway: env?.gateway ?? own.gateway,
  }
}
