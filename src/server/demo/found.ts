import type { ChannelView, Me } from "#wire/session.ts"
import type { Invited, PeoplePage, PersonView } from "#wire/person.ts"
import { ask, makeKey, newActor, type Actor, type Reach } from "./actor.ts"
import { cast, company, tierNames, type Role } from "./cast.ts"

/** How the founding learns what the outbox said: the code of a channel test. */
export type ReadCode = (channel: string, address: string) => Promise<string>

/** Founds the fictional company through the same requests that a browser makes, with real keys; gives back who can sign in. */
export async function found(
  reach: Reach,
  token: string,
  readCode: ReadCode,
): Promise<Map<string, Actor>> {
  const actors = new Map<string, Actor>()
  const [first, ...rest] = cast
  if (!first) throw new Error("The cast is empty.")
  const admin = await newActor(first.name)
  actors.set(first.name, admin)
  await ask<Me>(
    { reach, actor: admin, more: { "x-tocsin-token": token } },
    "POST",
    "/desk/api/set-up",
    { ...company, name: first.name, email: first.email, language: "en" },
  )
  await makeKey(reach, admin)
  const rows = cast.map((r) => ({
    name: r.name,
    email: r.email,
    manager: r.manager ?? null,
    unit: r.unit,
    country: "CN",
    language: r.language ?? "en",
    title: r.title,
  }))
  await ask({ reach, actor: admin }, "POST", "/desk/api/people/file", {
    rows: rows.filter((r) => !isOutside(r.email)),
    replace: false,
    trial: false,
  })
  for (const role of cast.filter((r) => isOutside(r.email))) {
    await ask({ reach, actor: admin }, "POST", "/desk/api/people", {
      name: role.name,
      email: role.email,
      outside: role.flags?.includes("outside") ?? false,
      board: role.flags?.includes("board") ?? false,
      title: role.title,
      language: "en",
    })
  }
  const people = await everybody(reach, admin)
  for (const role of cast) await flag(reach, admin, role, people)
  for (const role of rest.filter((r) => r.tier ?? r.flags?.includes("recruiter")))
    actors.set(role.name, await join(reach, admin, role, people))
  for (const role of cast) {
    const actor = actors.get(role.name)
    if (actor) await addChannels(reach, actor, role, readCode)
  }
  await signPath(reach, admin, actors, people)
  return actors
}

const isOutside = (email: string) =>
  cast.some(
    (r) => r.email === email && (r.flags?.includes("outside") || r.flags?.includes("board")),
  )

async function everybody(reach: Reach, admin: Actor): Promise<Map<string, PersonView>> {
  const all = new Map<string, PersonView>()
  for (let after: string | null = ""; after !== null;) {
    const page: PeoplePage = await ask<PeoplePage>(
      { reach, actor: admin },
      "GET",
      `/desk/api/people${after ? `?after=${after}` : ""}`,
    )
    for (const p of page.people) all.set(p.email, p)
    after = page.next
  }
  return all
}

async function flag(
  reach: Reach,
  admin: Actor,
  role: Role,
  people: ReadonlyMap<string, PersonView>,
): Promise<void> {
  const flags = (role.flags ?? []).filter((f) => f !== "admin" && f !== "outside" && f !== "board")
  const id = people.get(role.email)?.id
  if (id && flags.length)
    await ask(
      { reach, actor: admin },
      "PATCH",
      `/desk/api/people/${id}`,
      Object.fromEntries(flags.map((f) => [f, true])),
    )
}

async function join(
  reach: Reach,
  admin: Actor,
  role: Role,
  people: ReadonlyMap<string, PersonView>,
): Promise<Actor> {
  const actor = await newActor(role.name)
  const { link } = await ask<Invited>({ reach, actor: admin }, "POST", "/desk/api/invitations", {
    person: people.get(role.email)?.id,
    send: false,
  })
  const more = { "x-tocsin-token": link.split("#")[1] ?? "" }
  await ask<Me>({ reach, actor, more }, "POST", "/desk/api/joining")
  await makeKey(reach, actor)
  return actor
}

async function addChannels(
  reach: Reach,
  actor: Actor,
  role: Role,
  readCode: ReadCode,
): Promise<void> {
  const number = `+86105550${String(cast.indexOf(role) + 100).padStart(4, "0")}`
  for (const [channel, address] of [
    ["voice", number],
    ["sms", number],
    ["email", role.email],
  ] as const) {
    const made = await ask<ChannelView>({ reach, actor: actor }, "POST", "/desk/api/channels", {
      channel,
      address,
    })
    await ask({ reach, actor: actor }, "POST", `/desk/api/channels/${made.id}/tests`)
    await ask({ reach, actor: actor }, "POST", `/desk/api/channels/${made.id}/tests/answer`, {
      code: await readCode(channel, address),
    })
  }
}

async function signPath(
  reach: Reach,
  admin: Actor,
  actors: ReadonlyMap<string, Actor>,
  people: ReadonlyMap<string, PersonView>,
): Promise<void> {
  const kinds = ["inside", "inside", "outside", "board"] as const
  const tiers = tierNames.map((name, i) => ({
    name,
    kind: kinds[i],
    waits: {},
    schedule: {
      kind: "list",
      people: cast.filter((r) => r.tier === i + 1).map((r) => people.get(r.email)?.id),
    },
  }))
  await ask({ reach, actor: admin }, "PUT", "/desk/api/path/draft", { tiers, basedOn: null })
  await ask({ reach, actor: admin }, "POST", "/desk/api/path/proposal")
  const second = actors.get("Su Ran")
  if (second) await ask({ reach, actor: second }, "POST", "/desk/api/path/signature")
}
