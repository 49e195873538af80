/** Prints what is written as a letter and nothing beside it: the style sheet hides the rest while this class stands. */
export function printLetter(): void {
  document.documentElement.classList.add("letter-only")
  window.print()
  document.documentElement.classList.remove("letter-only")
}
