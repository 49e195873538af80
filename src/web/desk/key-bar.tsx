import { useState } from "preact/hooks"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Tick } from "#web/ui/field.tsx"
import { words as say } from "./say.ts"
import { keysOn, shortcuts, switchKeys, useShortcuts } from "./shortcuts.ts"

/** What the keys do here; `?` tells all of them and can switch them off. */
export function KeyBar() {
  const { keys } = say()
  const [all, showAll] = useState(false)
  useShortcuts([{ key: "?", label: keys.all, act: () => showAll(true), quiet: true }])
  return (
    <>
      <footer class="keys">
        {keysOn.value
          ? shortcuts.value
              .toReversed()
              .flat()
              .filter((one) => !one.quiet)
              .map((one) => (
                <span class="cap" key={one.key}>
                  <kbd>{one.key}</kbd> {one.label}
                </span>
              ))
          : null}
        <button type="button" onClick={() => showAll(true)}>
          <kbd aria-hidden="true">?</kbd> {keys.all}
        </button>
      </footer>
      {all ? <AllKeys onClose={() => showAll(false)} /> : null}
    </>
  )
}

function AllKeys({ onClose }: { readonly onClose: () => void }) {
  const { keys, close } = say()
  return (
    <Dialog title={keys.title} onClose={onClose}>
      <Tick label={keys.on} help={keys.onHelp} checked={keysOn.value} onChange={switchKeys} />
      <dl class="pairs">
        {shortcuts.value.flat().map((one) => (
          <div class="pair" key={one.key}>
            <dt>
              <kbd>{one.key}</kbd>
            </dt>
            <dd>{one.label}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={onClose}>{close}</Button>
    </Dialog>
  )
}
