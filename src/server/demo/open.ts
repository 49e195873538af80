import type { Hono } from "hono"
import { invariant } from "#core/refusal.ts"
import { makeSetUpLink } from "#server/people/set-up.ts"
import type { LogLine } from "#server/runtime.ts"
import { serve, type Served } from "#server/serve.ts"
import type { Actor } from "./actor.ts"
import { makePushable } from "./clock.ts"
import { found } from "./found.ts"
import { demoPage } from "./page.ts"
import { openSink, type Sink } from "./sink.ts"

export type Demo = Served & { readonly actors: ReadonlyMap<string, Actor>; readonly sink: Sink }

/** Starts the same server as always on a database of its own, and founds the fictional company in it, unless it stands there already. */
export async function openDemo(wanted: {
  dataDir: string
  port: number
  host: string
  databaseUrl: string | undefined
  say?: (sentence: string) => void
  log?: (line: LogLine) => void
  founded?: ReadonlyMap<string, Actor>
}): Promise<Demo> {
  const sink = await openSink()
  const shown: { page?: Hono } = {}
  const extra = (request: Request) =>
    shown.page && new URL(request.url).pathname === "/demo"
      ? Promise.resolve(shown.page.fetch(request))
      : undefined
  const served = await serve(
    {
      port: wanted.port,
      host: wanted.host,
      dataDir: wanted.dataDir,
      databaseUrl: wanted.databaseUrl,
      publicUrl: undefined,
      smtpUrl: sink.smtpUrl,
      mailFrom: "alert@lantern.example",
      mailNoticePort: undefined,
      gateway: sink.gateway,
    },
    {
      ...(wanted.say ? { say: wanted.say } : {}),
      ...(wanted.log ? { log: wanted.log } : {}),
      allowLocal: true,
      prepare: makePushable,
      extra,
    },
  )
  const actors = wanted.founded ?? (await foundIn(served, sink))
  shown.page = demoPage({ actors, sink, runtime: served.runtime })
  return {
    ...served,
    actors,
    sink,
    async close() {
      await served.close()
      await sink.close()
    },
  }
}

async function foundIn(served: Served, sink: Sink): Promise<ReadonlyMap<string, Actor>> {
  const token = await makeSetUpLink(served.runtime)
  invariant(
    token,
    "The demonstration needs an empty database: this one already has an organisation.",
  )
  const reach = (path: string, init: RequestInit) =>
    fetch(`http://127.0.0.1:${served.port}${path}`, {
      ...init,
      headers: { ...init.headers, host: `localhost:${served.port}` },
    })
  return found(reach, token, sink.code)
}
