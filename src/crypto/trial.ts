import { protocol, utf8 } from "./bytes.ts"
import { type SigningKey, type VerifyKey, namespaces, signText } from "./sign.ts"
import { verifyText } from "./verify.ts"

/** What a trial unlock is about: the way in as its owner sees it, and the server's question. */
export type Trial = { readonly way: string; readonly nonce: string }

/** Show that this way in really opened the staff key, by signing with it. */
export function signTrial(key: SigningKey, trial: Trial): Promise<string> {
  return signText(key, namespaces.trial, statement(trial))
}

/** Whether the staff key was open and answered exactly this question about this way in. */
export function checkTrial(vk: VerifyKey, trial: Trial, signature: string): boolean {
  return isOneLineEach(trial) && verifyText(vk, namespaces.trial, statement(trial), signature)
}

function isOneLineEach({ way, nonce }: Trial): boolean {
  return [way, nonce].every((part) => /^[\x21-\x7e]{1,300}$/.test(part))
}

function statement({ way, nonce }: Trial): Uint8Array {
  return utf8(`${protocol} trial\n${way}\n${nonce}\n`)
}
