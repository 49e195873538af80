import { effect, signal } from "@preact/signals"

const kept = "tocsin-desk-theme"
/** Dark first: a control room at night. The choice stays in this browser. */
export const theme = signal<"dark" | "light">(
  localStorage.getItem(kept) === "light" ? "light" : "dark",
)

/** Wears the chosen colours, now and whenever another is chosen. */
export function wearTheme(): void {
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value
  })
}

/** Changes between dark and light. */
export function changeTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark"
  localStorage.setItem(kept, theme.value)
}
