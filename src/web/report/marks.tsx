import type { ComponentChildren } from "preact"

/** A key: this person is given one. */
export function KeyMark() {
  return (
    <Mark>
      <circle cx="6" cy="9" r="4" />
      <path d="M10 9h7M14.5 9v3.5" />
    </Mark>
  )
}

/** A struck circle: this person is not given one. */
export function NoMark() {
  return (
    <Mark>
      <circle cx="9" cy="9" r="7" />
      <path d="M4.5 13.5l9-9" />
    </Mark>
  )
}

function Mark({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="mark"
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}
