/** What a mail server says became of a mail. Handing it on to others (`relayed`, `expanded`) proves nothing. */
export type Notice =
  | { readonly state: "delivered" | "failed" | "delayed"; readonly envelopeId: string | null }
  | { readonly state: "no-proof"; readonly envelopeId: string | null }
export type NotANotice = { readonly refused: string }

/** Reads a delivery notice (RFC 3464), or says in a sentence why it is none. Never throws, whatever it is given. */
export function readNotice(mail: string): Notice | NotANotice {
  const { headers, body } = split(mail)
  const type = contentType(headers.get("content-type"))
  if (type.name !== "multipart/report" || type.parameters.get("report-type") !== "delivery-status")
    return refused("This is not a delivery notice.")
  const boundary = type.parameters.get("boundary")
  if (!boundary || boundary.length > 70) return refused("The notice has no boundary.")
  const part = partsOf(body, boundary).find(
    (one) => contentType(one.headers.get("content-type")).name === "message/delivery-status",
  )
  if (!part) return refused("The notice has no status part.")
  const encoding = part.headers.get("content-transfer-encoding")?.toLowerCase() ?? "7bit"
  if (encoding !== "7bit" && encoding !== "8bit") return refused("The status part is encoded.")
  return stateOf(part.body)
}

const refused = (sentence: string): NotANotice => ({ refused: sentence })

function stateOf(status: string): Notice | NotANotice {
  const groups = status
    .split(/\n[ \t]*\n/)
    .filter((group) => group.trim())
    .map(fields)
  const [message, ...recipients] = groups
  if (!message || !recipients.length || recipients.length > 20)
    return refused("The status part names no recipient.")
  const actions: string[] = []
  for (const recipient of recipients) {
    const action = recipient.get("action")?.toLowerCase()
    if (!action || !recipient.get("final-recipient")) return refused("A recipient has no action.")
    if (!known.includes(action)) return refused("The action is none that we know.")
    actions.push(action)
  }
  const envelopeId = message.get("original-envelope-id") ?? null
  for (const state of ["failed", "delivered", "delayed"] as const)
    if (actions.includes(state)) return { state, envelopeId }
  return { state: "no-proof", envelopeId }
}

const known: readonly string[] = ["delivered", "failed", "delayed", "relayed", "expanded"]

type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: string }

function split(text: string): Part {
  const plain = text.replaceAll("\r\n", "\n")
  const end = plain.startsWith("\n") ? 0 : plain.indexOf("\n\n")
  if (end < 0) return { headers: fields(plain), body: "" }
  return { headers: fields(plain.slice(0, end)), body: plain.slice(end) }
}

/** Lines of the form `Name: value`, with folded lines joined. Of a name said twice the first counts. */
function fields(block: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const line of block.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":")
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name && !found.has(name)) found.set(name, line.slice(colon + 1).trim())
  }
  return found
}

function contentType(value = ""): { name: string; parameters: ReadonlyMap<string, string> } {
  const parameters = new Map<string, string>()
  for (const [, name = "", quoted, bare] of value.matchAll(/;\s*([\w-]+)=(?:"([^"]*)"|([^\s;]+))/g))
    parameters.set(
      name.toLowerCase(),
      name.toLowerCase() === "boundary"
        ? (quoted ?? bare ?? "")
        : (quoted ?? bare ?? "").toLowerCase(),
    )
  return { name: (value.split(";")[0] ?? "").trim().toLowerCase(), parameters }
}

function partsOf(body: string, boundary: string): Part[] {
  const mark = `\n--${boundary}`
  const [end = ""] = body.split(`${mark}--`)
  return end
    .split(mark)
    .slice(1, 12)
    .map((piece) => split(piece.slice(piece.indexOf("\n") + 1)))
}
