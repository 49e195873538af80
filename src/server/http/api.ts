import { Hono } from "hono"
import { board } from "#server/board/routes.ts"
import { annual } from "#server/annual/routes.ts"
import { cases } from "#server/cases/routes.ts"
import { instructions } from "#server/instructions/routes.ts"
import { door } from "#server/door/routes.ts"
import { mailbox } from "#server/mailbox/routes.ts"
import { paths } from "#server/paths/routes.ts"
import { people } from "#server/people/routes.ts"
import { recruiterHook } from "#server/rehire/hook.ts"
import { rehire } from "#server/rehire/routes.ts"
import { reports } from "#server/reports/routes.ts"
import { checks, system } from "#server/protection/routes.ts"
import type { Runtime } from "#server/runtime.ts"
import { engine } from "./engine.ts"
import type { Env } from "./env.ts"
import { headers } from "./headers.ts"
import { health } from "./health.ts"
import { deliveries, hooks } from "./hooks.ts"
import { answerProblem } from "./problems.ts"
import { needsOrganisation, withOrganisation } from "./session.ts"
import { pages } from "./static.ts"
import { stream } from "./stream.ts"

/** Answers addresses beside the usual ones, or leaves them alone. */
export type Extra = (request: Request) => Promise<Response> | undefined

/** Every address there is. */
export function api(runtime: Runtime, webDir: string, extra?: Extra): Hono<Env> {
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
  app.route("/hook", recruiterHook)

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
  desk.route("/", instructions)
  desk.route("/", checks)
  desk.route("/", stream)
  desk.route("/", deliveries)
  desk.route("/", engine)
  desk.route("/", rehire)
  desk.route("/", board)
  desk.route("/", annual)
  app.route("/desk/api", desk)

  const hr = new Hono<Env>()
  hr.use("*", needsOrganisation)
  hr.route("/", system)
  app.route("/hr/api", hr)

  app.all("/hr/api/*", (c) => c.json({ problem: "not-found" }, 404))
  app.all("/api/*", (c) => c.json({ problem: "not-found" }, 404))
  app.all("/desk/api/*", (c) => c.json({ problem: "not-found" }, 404))
  app.use("*", async (c, next) => (await extra?.(c.req.raw)) ?? next())
  app.route("/", pages(webDir))
  return app
}
