import { createHmac } from "node:crypto"
import { isOurs } from "./gateway.ts"
import type { Certificate } from "./certificate.ts"
import { startHttp, type Asked, type Reply } from "./http.ts"

/** What a group saw. */
export type Said = { readonly robot: string; readonly text: string; readonly raw: string }

/** The group robots of several makers on this machine, each as strict as the real one. */
export type Robots = AsyncDisposable & {
  readonly origin: string
  readonly said: readonly Said[]
  /** The address of one robot, as a person would type it in, secret included. */
  address(robot: "dingtalk" | "feishu" | "wecom" | "slack" | "plain", secret?: string): string
  behave(reply?: Reply): void
  close(): Promise<void>
}

export const robotSecret = "SEC-of-the-robots"

/** Starts the robots; a wrong signature is refused with each maker's own number. */
export async function startRobots(secure?: Certificate): Promise<Robots> {
  const said: Said[] = []
  let fixed: Reply | undefined
  const http = await startHttp(
    (asked): Reply => {
      if (fixed) return fixed
      const robot = asked.path.slice(1)
      const answer = makers[robot]?.(asked)
      if (!answer) return { status: 404 }
      if (answer.text !== undefined)
        said.push({ robot, text: answer.text, raw: asked.body.toString("utf8") })
      return { status: answer.status ?? 200, body: answer.body }
    },
    0,
    secure,
  )
  return {
    origin: http.origin,
    said,
    address: (robot, secret = robotSecret) =>
      `${http.origin}/${robot}?access_token=t#${robot}:${robot === "wecom" || robot === "slack" ? "" : secret}`,
    behave: (reply) => (fixed = reply),
    close: http.close,
    [Symbol.asyncDispose]: http.close,
  }
}

type Verdict = { status?: number; body: string; text?: string }
type Body = {
  text?: string | { content: string }
  content?: { text: string }
  msgtype?: string
  msg_type?: string
  timestamp?: string
  sign?: string
}
const read = (asked: Asked) => JSON.parse(asked.body.toString("utf8")) as Body // our own bodies, checked field by field
const content = ({ text }: Body) => (typeof text === "object" ? text.content : undefined)
const fresh = (ms: number) => Math.abs(Date.now() - ms) < 3_600_000

const makers: Readonly<Record<string, (asked: Asked) => Verdict>> = {
  dingtalk(asked) {
    const time = asked.url.searchParams.get("timestamp") ?? ""
    const sign = createHmac("sha256", robotSecret)
      .update(`${time}\n${robotSecret}`)
      .digest("base64")
    const text = content(read(asked))
    // Exactly 13 digits: this maker counts milliseconds.
    const right =
      /^\d{13}$/.test(time) && fresh(Number(time)) && asked.url.searchParams.get("sign") === sign
    if (!right || text === undefined)
      return { body: '{"errcode":310000,"errmsg":"sign not match"}' }
    return { body: '{"errcode":0,"errmsg":"ok"}', text }
  },
  feishu(asked) {
    const { timestamp = "", sign, msg_type, content } = read(asked)
    const right = createHmac("sha256", `${timestamp}\n${robotSecret}`).update("").digest("base64")
    const ok = /^\d{10}$/.test(timestamp) && fresh(Number(timestamp) * 1000) && sign === right
    if (!ok)
      return { body: '{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}' }
    if (msg_type !== "text" || !content) return { body: '{"code":9499,"msg":"Bad Request"}' }
    return {
      body: '{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}',
      text: content.text,
    }
  },
  wecom(asked) {
    const body = read(asked)
    const text = content(body)
    if (body.msgtype !== "text" || text === undefined)
      return { body: '{"errcode":40008,"errmsg":"invalid message type"}' }
    return { body: '{"errcode":0,"errmsg":"ok"}', text }
  },
  slack(asked) {
    const { text } = read(asked)
    if (typeof text !== "string") return { status: 400, body: "invalid_payload" }
    return { body: "ok", text }
  },
  plain(asked) {
    const { text } = read(asked)
    if (!isOurs(asked, robotSecret) || typeof text !== "string") return { status: 401, body: "" }
    return { body: "", text }
  },
}
