import { Hono } from "hono"
import { html } from "hono/html"
import * as v from "valibot"
import { parse } from "#server/http/problems.ts"
import type { Runtime } from "#server/runtime.ts"
import type { Actor } from "./actor.ts"
import { cast, tierNames } from "./cast.ts"
import { push } from "./clock.ts"
import type { Sink } from "./sink.ts"

const pushes = {
  "1m": 60_000,
  "5m": 300_000,
  "30m": 1_800_000,
  "1h": 3_600_000,
  "1d": 86_400_000,
} as const
const pushForm = v.object({ by: v.picklist(["1m", "5m", "30m", "1h", "1d"]) })

/** The page a visitor of the demonstration begins on: who can sign in with which words, what was sent, and the clock. */
export function demoPage({
  actors,
  sink,
  runtime,
}: {
  actors: ReadonlyMap<string, Actor>
  sink: Sink
  runtime: Runtime
}): Hono {
  return new Hono()
    .use("/demo", async (c, next) => {
      await next()
      c.header(
        "content-security-policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
    })
    .get("/demo", async (c) => {
      const { rows } = await runtime.pool.query<{ now: Date }>("select tocsin_now() as now")
      return c.html(page(actors, sink, rows[0]?.now ?? new Date(0)))
    })
    .post("/demo", async (c) => {
      const { by } = parse(pushForm, await c.req.parseBody())
      await push(runtime, pushes[by])
      return c.redirect("/demo", 303)
    })
}

function page(actors: ReadonlyMap<string, Actor>, sink: Sink, now: Date) {
  const people = cast.flatMap((role) => {
    const actor = actors.get(role.name)
    return actor ? [{ role, words: actor.words[0]?.join(" ") ?? "" }] : []
  })
  const sent = sink.arrived.toReversed().slice(0, 60)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Lantern Group, demonstration</title>
      </head>
      <body>
        <main>
          <h1>Lantern Group</h1>
          <p>A fictional company. Nobody here exists, and nothing here is kept.</p>
          <ul>
            <li>
              <a href="/" target="_blank" rel="noreferrer">Report something</a>, as a reporter would
            </li>
            <li><a href="/return" target="_blank" rel="noreferrer">Come back with a code</a></li>
            <li>
              <a href="/desk" target="_blank" rel="noreferrer">The desk</a>: sign in with twelve
              words from below
            </li>
          </ul>
          <h2>The clock: ${now.toISOString().replace("T", " ").slice(0, 19)} UTC</h2>
          <form method="post" action="/demo">
            ${Object.keys(pushes).map((by) => html`<button name="by" value="${by}">Push ${by}</button> `)}
          </form>
          <h2>Who can sign in</h2>
          <table border="1">
            <tr>
              <th>Person</th>
              <th>Role</th>
              <th>Tier</th>
              <th>Twelve words</th>
            </tr>
            ${people.map(
              ({ role, words }) =>
                html`<tr>
                  <td>${role.name}</td>
                  <td>${role.title}</td>
                  <td>${role.tier ? tierNames[role.tier - 1] : ""}</td>
                  <td><code>${words}</code></td>
                </tr>`,
            )}
          </table>
          <h2>What was sent</h2>
          ${
            sent.length
              ? html`<table border="1">
                  <tr>
                    <th>When</th>
                    <th>How</th>
                    <th>To</th>
                    <th>Words</th>
                  </tr>
                  ${sent.map(
                    (m) =>
                      html`<tr>
                        <td>${m.at.toISOString().slice(11, 19)}</td>
                        <td>${m.channel}</td>
                        <td>${m.to}</td>
                        <td>${m.text}</td>
                      </tr>`,
                  )}
                </table>`
              : html`<p>Calls, texts and mails will appear here.</p>`
          }
          <p><a href="/demo">Look again</a></p>
        </main>
      </body>
    </html>`
}
