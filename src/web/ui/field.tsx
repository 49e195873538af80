import type { ComponentChildren, ComponentProps } from "preact"
import { useId } from "preact/hooks"

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly help?: ComponentChildren
  /** Replaces the help while something is wrong. */
  readonly error?: string | null | undefined
  readonly type?: "text" | "email" | "search" | "time" | "date" | "datetime-local" | "tel" | "url"
  readonly rows?: number
  readonly max?: number
  readonly autocomplete?: "off" | "name" | "email" | "tel"
  /** Off for codes and words: no spelling marks, no capital letters. */
  readonly plain?: boolean
  readonly required?: boolean
  readonly fieldRef?: ((element: HTMLElement | null) => void) | { current: HTMLElement | null }
}

/** A line, or with `rows` several lines, that a person types. Nothing typed is ever lost or shouted at. */
export function Field(props: FieldProps) {
  const id = useId()
  const { label, value, onInput, help, error, rows, max } = props
  const common = {
    id,
    value,
    ref: held(props.fieldRef),
    ...(max ? { maxLength: max } : {}),
    required: props.required ?? false,
    autocomplete: props.autocomplete ?? "off",
    ...(props.plain ? { spellcheck: false, autocapitalize: "none" as const } : {}),
    ...(help || error ? { "aria-describedby": `${id}-help` } : {}),
    ...(error ? { "aria-invalid": "true" as const } : {}),
  }
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {rows ? (
        <textarea {...common} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <Line {...common} kind={props.type ?? "text"} onInput={onInput} />
      )}
      <Below id={id} help={help} error={error} />
    </div>
  )
}

function held(ref: FieldProps["fieldRef"]): (element: HTMLElement | null) => void {
  return (element) => {
    if (typeof ref === "function") ref(element)
    else if (ref) ref.current = element
  }
}

type LineProps = Omit<ComponentProps<"input">, "type" | "onInput" | "list" | "role"> & {
  readonly kind: NonNullable<FieldProps["type"]>
  readonly onInput: (value: string) => void
}
function Line({ kind, onInput, ...rest }: LineProps) {
  // Each kind of line is an input of its own to the types; what they share is all that is used here.
  const input = { ...rest, type: kind } as ComponentProps<"input">
  return <input {...input} onInput={(event) => onInput(event.currentTarget.value)} />
}

type SelectProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, text: string])[]
  readonly onChange: (value: string) => void
  readonly help?: ComponentChildren
  readonly error?: string | null | undefined
}

/** One of a short list. */
export function Select({ label, value, options, onChange, help, error }: SelectProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-describedby={help || error ? `${id}-help` : undefined}
        aria-invalid={error ? "true" : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([code, text]) => (
          <option key={code} value={code} selected={code === value}>
            {text}
          </option>
        ))}
      </select>
      <Below id={id} help={help} error={error} />
    </div>
  )
}

type TickProps = {
  readonly label: ComponentChildren
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly help?: string
  readonly disabled?: boolean
}

/** One thing that is so or not. */
export function Tick({ label, checked, onChange, help, disabled = false }: TickProps) {
  const id = useId()
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={checked}
        aria-disabled={disabled ? "true" : undefined}
        aria-describedby={help ? id : undefined}
        onChange={(event) => {
          if (disabled) event.currentTarget.checked = checked
          else onChange(event.currentTarget.checked)
        }}
      />
      <span>
        {label}
        {help ? (
          <span class="help" id={id}>
            {help}
          </span>
        ) : null}
      </span>
    </label>
  )
}

type ChoicesProps = {
  readonly legend: string
  readonly value: string | null
  readonly options: readonly (readonly [value: string, text: string, help?: string])[]
  readonly onChange: (value: string) => void
}

/** One of several, all in sight. */
export function Choices({ legend, value, options, onChange }: ChoicesProps) {
  const name = useId()
  return (
    <fieldset>
      <legend class="label">{legend}</legend>
      <div class="choices">
        {options.map(([code, text, help]) => (
          <label key={code} class={code === value ? "choice on" : "choice"}>
            <input
              type="radio"
              name={name}
              checked={code === value}
              onChange={() => onChange(code)}
            />
            <span>
              {text}
              {help ? <span class="help">{help}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

type BelowProps = { id: string; help: ComponentChildren; error: string | null | undefined }
function Below({ id, help, error }: BelowProps) {
  if (!help && !error) return null
  return (
    <span
      id={`${id}-help`}
      class={error ? "help wrong" : "help"}
      role={error ? "alert" : undefined}
    >
      {error ?? help}
    </span>
  )
}
