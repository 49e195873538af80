import { useId } from "preact/hooks"
import type { ComponentChildren, Ref } from "preact"

type Props = {
  readonly children: ComponentChildren
  readonly kind?: "quiet" | "bare" | "lamp"
  /** Why it cannot be pressed now: a sentence that begins "Opens when". Without it the button is open. */
  readonly why?: string | null | undefined
  /** A sentence that stands under an open button. */
  readonly note?: string | undefined
  /** The single key that does the same. */
  readonly cap?: string
  readonly type?: "button" | "submit"
  readonly onPress?: (() => void) | undefined
  readonly label?: string
  readonly pressed?: boolean
  readonly buttonRef?: Ref<HTMLButtonElement>
}

/** A button says what will happen. One that cannot be pressed stays in place, can be reached, and says why. */
export function Button(props: Props) {
  const id = useId()
  const { children, kind, why, note, cap, type = "button", onPress, label } = props
  const said = why ?? note
  const button = (
    <button
      ref={props.buttonRef ?? null}
      type={type}
      class={kind ? `btn ${kind}` : "btn"}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-disabled={why ? "true" : undefined}
      aria-describedby={said ? id : undefined}
      onClick={(event) => {
        if (why) event.preventDefault()
        else onPress?.()
      }}
    >
      {cap ? <kbd aria-hidden="true">{cap}</kbd> : null}
      {children}
    </button>
  )
  if (!said) return button
  return (
    <span class="with-why">
      {button}
      <span class="why" id={id}>
        {said}
      </span>
    </span>
  )
}
