import type { ComponentChildren } from "preact"

type Props = {
  readonly children: ComponentChildren
  /** Only for something of ours that is wrong. */
  readonly lamp?: boolean
  /** Read out at once. */
  readonly alert?: boolean
}

/** A part of the page that says how things stand; it never closes by itself. */
export function Banner({ children, lamp = false, alert = false }: Props) {
  return (
    <div class={lamp ? "banner lamp" : "banner"} role={alert ? "alert" : undefined}>
      {children}
    </div>
  )
}
