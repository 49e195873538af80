import { invariant } from "#core/refusal.ts"
import { protocol, utf8 } from "./bytes.ts"
import { type SigningKey, type VerifyKey, namespaces, signText, verifyText } from "./sign.ts"

/** What a code, or twelve words, sign in with: this door, the server's question, and when. */
export type Login = { readonly origin: string; readonly nonce: string; readonly time: string }

/** Answer the server's question; the key itself stays in the browser. */
export function signLogin(key: SigningKey, login: Login): string {
  invariant(isOneLineEach(login), "a login has one line for each of its parts")
  return signText(key, namespaces.login, statement(login))
}

/** Whether this key answered exactly this question at this door. Whether it is fresh is the server's to say. */
export function checkLogin(vk: VerifyKey, login: Login, signature: string): boolean {
  return isOneLineEach(login) && verifyText(vk, namespaces.login, statement(login), signature)
}

function isOneLineEach(login: Login): boolean {
  return [login.origin, login.nonce, login.time].every((part) => /^[\x21-\x7e]{1,300}$/.test(part))
}

function statement({ origin, nonce, time }: Login): Uint8Array {
  return utf8(`${protocol} login\n${origin}\n${nonce}\n${time}\n`)
}
