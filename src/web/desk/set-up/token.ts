let taken: string | null = null

/** The token of a one-time link: read from the fragment once, which is then gone from the address and the history. */
export function takeToken(): string | null {
  const found = /^#([A-Za-z0-9_-]{43})$/.exec(location.hash)?.[1]
  if (found) {
    taken = found
    history.replaceState(history.state, "", location.pathname + location.search)
  }
  return taken
}

/** Forgets the token once it has done its work. */
export function dropToken(): void {
  taken = null
}
