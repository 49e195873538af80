import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Hono } from "hono"
import { html } from "hono/html"
import * as v from "valibot"
import { parse } from "#server/http/problems.ts"
import type { Runtime } from "#server/runtime.ts"
import type { Actor } from "./actor.ts"
import { cast, tierNames } from "./cast.ts"
import { push } from "./clock.ts"
import type { Sink } from "./sink.ts"

const pushes = { "1m": 60_000, "5m": 300_000, "30m": 1_800_000, "1h": 3_600_000, "1d": 86_400_000 }
const pushForm = v.object({ by: v.picklist(["1m", "5m", "30m", "1h", "1d"]) })
const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** What the page shows. */
type Shown = {
  readonly actors: ReadonlyMap<string, Actor>
  readonly sink: Sink
  readonly runtime: Runtime
}

/** The page a visitor of the demonstration begins on: who can sign in with which words, what was sent, and the clock. */
export function demoPage(shown: Shown): Hono {
  return new Hono()
    .use("/demo", async (c, next) => {
      await next()
      c.header("content-security-policy", policy)
      c.header("cache-control", "no-store")
    })
    .get("/demo", async (c) => c.html(await page(shown)))
    .post("/demo", async (c) => {
      const { by } = parse(pushForm, await c.req.parseBody())
      await push(shown.runtime, pushes[by], () => quiet(shown.runtime))
      return c.redirect("/demo", 303)
    })
}

/** Waits until what was queued has left and arrived, for three seconds at most: phones are quick. */
async function quiet(runtime: Runtime): Promise<void> {
  for (let turn = 0; turn < 150; turn += 1) {
    const { rows } = await runtime.pool.query<{ busy: boolean }>("select demo_busy() as busy")
    if (!rows[0]?.busy) return
    await new Promise((done) => setTimeout(done, 20))
  }
}

async function page({ actors, sink, runtime }: Shown) {
  const { rows } = await runtime.pool.query<{ now: Date; code: string }>(
    "select tocsin_now() as now, demo_code() as code",
  )
  const now = (rows[0]?.now ?? new Date(0)).toISOString().replace("T", " ").slice(0, 19)
  return html`<!doctype html>
    <html lang="en" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Lantern Group, demonstration</title>
        ${styles().map((href) => html`<link rel="stylesheet" href="${href}" />`)}
      </head>
      <body class="demo">
        <main>
          <h1>Lantern Group</h1>
          <p>A fictional company. Nobody here exists, and nothing here is kept.</p>
          <ul>
            <li><a href="/" target="_blank" rel="noreferrer">Report something</a></li>
            <li><a href="/return" target="_blank" rel="noreferrer">Come back with a code</a></li>
            <li><a href="/desk" target="_blank" rel="noreferrer">The desk</a></li>
          </ul>
          <p>The company code on the poster: <code>${rows[0]?.code ?? ""}</code></p>
          <h2>The clock: ${now} UTC</h2>
          <form method="post" action="/demo" class="acts">
            ${Object.keys(pushes).map(
              (by) => html`<button class="btn quiet" name="by" value="${by}">Push ${by}</button> `,
            )}
            <a href="/demo">Look again</a>
          </form>
          <h2>Who can sign in, with which twelve words</h2>
          ${whoCanSignIn(actors)}
          <h2>What was sent</h2>
          ${whatWasSent(sink)}
        </main>
      </body>
    </html>`
}

function whoCanSignIn(actors: ReadonlyMap<string, Actor>) {
  const rows = cast.flatMap((role) => {
    const words = actors.get(role.name)?.words[0]?.join(" ")
    const tier = role.tier ? tierNames[role.tier - 1] : "Administrator"
    return words
      ? [
          html`<tr>
            <td>${role.name}</td>
            <td>${role.title}</td>
            <td>${tier}</td>
            <td><code>${words}</code></td>
          </tr>`,
        ]
      : []
  })
  return html`<table class="tbl">
    <tr>
      <th>Person</th>
      <th>Role</th>
      <th>Tier</th>
      <th>Twelve words</th>
    </tr>
    ${rows}
  </table>`
}

function whatWasSent(sink: Sink) {
  const sent = sink.arrived.toReversed().slice(0, 60)
  if (!sent.length) return html`<p class="empty">Calls, texts and mails will appear here.</p>`
  const rows = sent.map(
    (m) =>
      html`<tr>
        <td><time>${m.at.toISOString().slice(11, 19)}</time></td>
        <td>${m.channel}</td>
        <td>${m.to}</td>
        <td>${m.text}</td>
      </tr>`,
  )
  return html`<table class="tbl">
    <tr>
      <th>When</th>
      <th>How</th>
      <th>To</th>
      <th>Words</th>
    </tr>
    ${rows}
  </table>`
}

/** The desk's own style, as it was built. */
function styles(): string[] {
  const built = join(import.meta.dirname, "../../../dist/web/desk/index.html")
  if (!existsSync(built)) return []
  return [...readFileSync(built, "utf8").matchAll(/href="([^"]+\.css)"/g)].map((m) => m[1] ?? "")
}
