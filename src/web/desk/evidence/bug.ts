import { crash } from "#web/desk/act.ts"

/** A fault that no sentence is written for: the shell shows it as what it is. */
export function bug(why: unknown): void {
  crash.value = why
}
