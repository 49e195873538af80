import { resolve } from "node:path"

/** What the operator may set, with what holds when nothing is set. */
export type Config = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Absent: the bundled PostgreSQL in the data folder. */
  readonly databaseUrl: string | undefined
  /** How people reach this system; passkeys are bound to its host name. Absent: whatever host the request names. */
  readonly publicUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly mailNoticePort: number | undefined
  /** Where the key of the no-rehire hashes is, outside the database; nodes share it. Absent: `no-rehire.key` in the data folder. */
  readonly noRehireKeyFile?: string | undefined
  readonly gateway: { readonly url: string; readonly secret: string } | undefined
}

/** Reads the environment, or throws one sentence that says which setting is wrong and how. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const gatewayUrl = url(env["GATEWAY_URL"], "GATEWAY_URL", ["http:", "https:"])
  const secret = env["GATEWAY_SECRET"]
  if (gatewayUrl && !secret) throw new Error("GATEWAY_URL is set, so GATEWAY_SECRET must be too.")
  return {
    port: port(env["PORT"] ?? "8080", "PORT"),
    host: env["HOST"] ?? "127.0.0.1",
    dataDir: resolve(env["DATA_DIR"] ?? "data"),
    noRehireKeyFile: env["NO_REHIRE_KEY_FILE"] ? resolve(env["NO_REHIRE_KEY_FILE"]) : undefined,
    databaseUrl: url(env["DATABASE_URL"], "DATABASE_URL", ["postgres:", "postgresql:"]),
    publicUrl: url(env["PUBLIC_URL"], "PUBLIC_URL", ["http:", "https:"])?.replace(/\/$/, ""),
    smtpUrl: url(env["SMTP_URL"], "SMTP_URL", ["smtp:", "smtps:"]),
    mailFrom: env["MAIL_FROM"] ?? "alert@localhost",
    mailNoticePort: env["MAIL_NOTICE_PORT"]
      ? port(env["MAIL_NOTICE_PORT"], "MAIL_NOTICE_PORT")
      : undefined,
    gateway: gatewayUrl && secret ? { url: gatewayUrl, secret } : undefined,
  }
}

function port(text: string, name: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value < 65_536) return value
  throw new Error(`${name} must be a number from 0 to 65535.`)
}

function url(
  text: string | undefined,
  name: string,
  schemes: readonly string[],
): string | undefined {
  if (!text) return undefined
  if (URL.canParse(text) && schemes.includes(new URL(text).protocol)) return text
  throw new Error(`${name} must be an address that begins with ${schemes.join("// or ")}//.`)
}
