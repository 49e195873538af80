import { Hono } from "hono"
import { cases } from "../cases/routes.ts"
import { door } from "../door/routes.ts"
import { mailbox } from "../mailbox/routes.ts"
import { paths } from "../paths/routes.ts"
import { people } from "../people/routes.ts"
import { reports } from "../reports/routes.ts"
import type { Runtime } from "../runtime.ts"
import type { Env } from "./env.ts"
import { headers } from "./headers.ts"
import { health } from "./health.ts"
import { deliveries, hooks } from "./hooks.ts"
import { answerProblem } from "./problems.ts"
import { needsOrganisation, withOrganisation } from "./session.ts"
import { pages } from "./static.ts"
import { stream } from "./stream.ts"

/** Every address there is. */
export function api(runtime: Runtime, webDir: string): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((error, c) => answerProblem(c, error, runtime.log))
  app.notFound((c) => c.json({ problem: "not-found" }, 404))
  app.use("*", async (c, next) => {
    c.set("runtime", runtime)
    await next()
  })
  app.use("*", headers)
  app.use("*", withOrganisation)
  app.route("/health", health)
  app.route("/hook", hooks)

  const reporter = new Hono<Env>()
  reporter.use("*", needsOrganisation)
  reporter.route("/", door)
  reporter.route("/", reports)
  reporter.route("/", mailbox)
  app.route("/api", reporter)

  const desk = new Hono<Env>()
  desk.route("/", people)
  desk.use("*", needsOrganisation)
  desk.route("/", paths)
  desk.route("/", cases)
  desk.route("/", stream)
  desk.route("/", deliveries)
  app.route("/desk/api", desk)

  app.all("/api/*", (c) => c.json({ problem: "not-found" }, 404))
  app.all("/desk/api/*", (c) => c.json({ problem: "not-found" }, 404))
  app.route("/", pages(webDir))
  return app
}
