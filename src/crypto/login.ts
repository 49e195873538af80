import { invariant } from "#core/refusal.ts"
import { protocol, utf8 } from "./bytes.ts"
import { type SigningKey, namespaces, signText } from "./sign.ts"

/** What a code, or twelve words, sign in with: this door, the server's question, and when. */
export type Login = { readonly origin: string; readonly nonce: string; readonly time: string }

/** Answer the server's question; the key itself stays in the browser. */
export async function signLogin(key: SigningKey, login: Login): Promise<string> {
  invariant(isOneLineEach(login), "a login has one line for each of its parts")
  return signText(key, namespaces.login, statement(login))
}

/** Whether no part can be taken for two. */
export function isOneLineEach(login: Login): boolean {
  return [login.origin, login.nonce, login.time].every((part) => /^[\x21-\x7e]{1,300}$/.test(part))
}

/** The login as it is signed. */
export function statement({ origin, nonce, time }: Login): Uint8Array {
  return utf8(`${protocol} login\n${origin}\n${nonce}\n${time}\n`)
}
