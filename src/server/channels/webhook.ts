import { createHmac } from "node:crypto"
import * as v from "valibot"
import { later, never, type Message, type Outcome, type Sender } from "./channel.ts"
import { post, retryAfter, type Answer } from "./post.ts"
import { signed } from "./signature.ts"

/** The group robots we speak to. `plain` is any other web address, signed as our gateway is. */
export const robots = ["dingtalk", "feishu", "wecom", "slack", "plain"] as const
export type Robot = (typeof robots)[number]

/**
 * Wakes a group. The address is the robot's own, with its secret behind a `#`, which is never sent:
 * `https://oapi.dingtalk.com/robot/send?access_token=…#SEC…`, or `…#feishu:secret` where the host does not say which.
 */
export function webhookSender({ allowLocal }: { allowLocal: boolean }): Sender {
  const paces = new Map<string, number[]>()
  return async (message, signal) => {
    const address = readAddress(message.address)
    if (!address) return never("bad-address")
    const now = Date.now()
    const wait = tooMany(paces, address, now)
    if (wait) return later("too-many", wait)
    const { url, headers, body } = compose(address, message, now)
    const answer = await post({
      url,
      headers: { "content-type": "application/json", ...headers },
      body: Buffer.from(body),
      signal,
      reach: allowLocal ? "local" : "public",
    })
    return "outcome" in answer ? answer.outcome : outcomeOf(address.robot, answer, message.id)
  }
}

type Address = { readonly robot: Robot; readonly url: URL; readonly secret: string }

const hosts: Readonly<Record<string, Robot>> = {
  "oapi.dingtalk.com": "dingtalk",
  "open.feishu.cn": "feishu",
  "open.larksuite.com": "feishu",
  "qyapi.weixin.qq.com": "wecom",
  "hooks.slack.com": "slack",
}

function readAddress(text: string): Address | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const fragment = url.hash.slice(1)
  url.hash = ""
  const named = robots.find((robot) => fragment.startsWith(`${robot}:`))
  const secret = named ? fragment.slice(named.length + 1) : fragment
  return { robot: named ?? hosts[url.hostname] ?? "plain", url, secret }
}

type Composed = {
  readonly url: URL
  readonly headers: Record<string, string>
  readonly body: string
}

/** Each robot's own way to write and to sign. */
function compose({ robot, url, secret }: Address, { id, text }: Message, now: number): Composed {
  switch (robot) {
    case "dingtalk": {
      const signedUrl = new URL(url)
      if (secret) {
        signedUrl.searchParams.set("timestamp", String(now))
        signedUrl.searchParams.set("sign", mac64(secret, `${now}\n${secret}`))
      }
      const body = JSON.stringify({ msgtype: "text", text: { content: text } })
      return { url: signedUrl, headers: {}, body }
    }
    case "feishu": {
      const timestamp = String(Math.floor(now / 1000))
      // The other way round from DingTalk: the text is the key, and nothing is signed with it.
      const sign = mac64(`${timestamp}\n${secret}`, "")
      const words = { msg_type: "text", content: { text } }
      return {
        url,
        headers: {},
        body: JSON.stringify(secret ? { timestamp, sign, ...words } : words),
      }
    }
    case "wecom":
      return {
        url,
        headers: {},
        body: JSON.stringify({ msgtype: "text", text: { content: text } }),
      }
    case "slack":
      return { url, headers: {}, body: JSON.stringify({ text }) }
    case "plain": {
      const body = JSON.stringify({ v: 1, id, text })
      const proof = secret ? signed(secret, body, now) : {}
      return { url, headers: { "idempotency-key": id, ...proof }, body }
    }
  }
}

function mac64(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64")
}

/** How often each robot may speak, by its maker's rules; going over some of them silences it for ten minutes. */
const pace: Readonly<Record<Robot, { most: number; within: number }>> = {
  dingtalk: { most: 20, within: 60_000 },
  feishu: { most: 100, within: 60_000 },
  wecom: { most: 20, within: 60_000 },
  slack: { most: 60, within: 60_000 },
  plain: { most: 600, within: 60_000 },
}

/** How long until this robot may speak again, or 0 and the message is counted. */
function tooMany(paces: Map<string, number[]>, { robot, url }: Address, now: number): number {
  const { most, within } = pace[robot]
  const recent = (paces.get(url.href) ?? []).filter((at) => at > now - within)
  const first = recent[0]
  if (recent.length >= most && first !== undefined) return first + within - now
  if (paces.size > 1000) paces.clear()
  paces.set(url.href, [...recent, now])
  return 0
}

const verdict = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    errcode: v.optional(v.number()),
    code: v.optional(v.number()),
    StatusCode: v.optional(v.number()),
  }),
)

/** What the makers' own numbers mean; any other says that this robot is not set up as it should be. */
const numbers: Readonly<Record<number, Outcome>> = {
  [-1]: later("busy"),
  130101: later("too-many", 600_000),
  410100: later("too-many", 600_000),
  45009: later("too-many", 60_000),
  11232: later("too-many", 5000),
  93000: never("gone"),
}

function outcomeOf(robot: Robot, { status, headers, body }: Answer, id: string): Outcome {
  const wait = retryAfter(headers, Date.now())
  if (status === 429) return later("too-many", wait)
  if (status >= 500 || status === 408) return later("busy", wait)
  if (status === 410 || (status === 404 && robot === "slack")) return never("gone")
  if (robot === "slack" || robot === "plain")
    return status >= 200 && status < 300 ? { kind: "handed", providerId: id } : never("refused")
  // These say "200" to everything, and the truth in the body.
  const said = v.safeParse(verdict, body)
  if (!said.success) return never("refused")
  const number = said.output.errcode ?? said.output.code ?? said.output.StatusCode
  if (number === undefined) return never("refused")
  return number === 0 ? { kind: "handed", providerId: id } : (numbers[number] ?? never("refused"))
}
