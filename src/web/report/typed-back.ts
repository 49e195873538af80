/** Whether a group was typed as it is written; O and I are read as the digits they are. */
export function sameGroup(typed: string, group: string): boolean {
  return plain(typed) === group
}

/** What was typed, as a code is written. */
export function plain(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1")
}
