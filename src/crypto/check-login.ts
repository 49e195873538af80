import { type Login, isOneLineEach, statement } from "./login.ts"
import { type VerifyKey, namespaces } from "./sign.ts"
import { verifyText } from "./verify.ts"

/** Whether this key answered exactly this question at this door. Whether it is fresh is the server's to say. */
export function checkLogin(vk: VerifyKey, login: Login, signature: string): boolean {
  return isOneLineEach(login) && verifyText(vk, namespaces.login, statement(login), signature)
}
