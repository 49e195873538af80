import { useState } from "preact/hooks"

/** Something the page is drawn from: when it is set to something else, the page is drawn again. */
export type Signal<T> = { value: T }

let changes = 0
let due = false
let draw = (): void => undefined

/** A value with no owner but its module. */
export function signal<T>(first: T): Signal<T> {
  let held = first
  return {
    get value() {
      return held
    },
    set value(next) {
      if (Object.is(next, held)) return
      held = next
      changes += 1
      redraw()
    },
  }
}

/** What follows from other values; worked out again only after one of them was set. */
export function computed<T>(work: () => T): { readonly value: T } {
  let known: { at: number; result: T } | undefined
  return {
    get value() {
      if (known?.at !== changes) known = { at: changes, result: work() }
      return known.result
    },
  }
}

/** A value of one part of the page, gone with it. */
export function useSignal<T>(first: T): Signal<T> {
  return useState(() => signal(first))[0]
}

/** How the whole page is drawn, now and after every change. There is one screen at a time, so drawing it whole is cheap. */
export function drawnBy(page: () => void): void {
  draw = page
  draw()
}

function redraw(): void {
  if (due) return
  due = true
  queueMicrotask(() => {
    due = false
    draw()
  })
}
