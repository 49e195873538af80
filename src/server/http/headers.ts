import type { MiddlewareHandler } from "hono"
import type { Env } from "./env.ts"

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ")

/**
 * The desk may name two scripts by itself: the worker by which it is rung while it is closed, and the reader of PDF. Pictures
 * that somebody sent it draws from their pixels, so none is shown from its bytes.
 */
const deskPolicy = policy
  .replace("trusted-types 'none'", "trusted-types tocsin-worker")
  .replace("img-src 'self' blob:", "img-src 'self'")

/** For a page that lists its scripts with their hashes: the list, its one inline script, may stand there, and no other runs. */
export const listedScripts = (listHash: string): Readonly<Record<string, string>> => ({
  [csp]: policy.replace("script-src 'self'", `script-src 'self' '${listHash}'`),
  "integrity-policy": "blocked-destinations=(script)",
})

const csp = "content-security-policy"

const always = {
  "content-security-policy": policy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex",
  "permissions-policy":
    "accelerometer=(), autoplay=(self), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), midi=(), payment=(), usb=(), microphone=(self), publickey-credentials-get=(self), publickey-credentials-create=(self)",
} as const

/** The headers of every answer (trust.md 1.14). HTTPS is demanded for a year once it was used. */
export const headers: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const listed = c.res.headers.has("integrity-policy")
  for (const [name, value] of Object.entries(always))
    if (name !== csp || !listed) c.header(name, value)
  if (/^\/desk(\/(?!api\/)|$)/.test(c.req.path)) c.header("content-security-policy", deskPolicy)
  if (c.var.runtime.config.publicUrl?.startsWith("https:")) {
    c.header("strict-transport-security", "max-age=31536000; includeSubDomains")
  }
  if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store")
}
