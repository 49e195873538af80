import type { Truth } from "#core/file/truth.ts"
import type { FileEntry } from "#crypto/file.ts"
import { locale } from "#web/lib/words.ts"
import { evidenceWords } from "./words.ts"

/** What a file is, how large, and the number by which anybody can tell whether it was changed. */
export function Facts({ file, truth }: { readonly file: FileEntry; readonly truth: Truth }) {
  const { view, kinds, copies } = evidenceWords()
  return (
    <dl class="facts">
      <div>
        <dt>{view.kind}</dt>
        <dd>
          {kinds[truth.kind]}
          {truth.pixels ? ` · ${truth.pixels.join(" × ")}` : ""}
          {truth.encoding ? ` · ${truth.encoding}` : ""}
        </dd>
      </div>
      <div>
        <dt>{view.size}</dt>
        <dd>{bytesTold(file.size)}</dd>
      </div>
      <div>
        <dt>{view.copy}</dt>
        <dd>{copies[file.copy]}</dd>
      </div>
      <div>
        <dt>SHA-256</dt>
        <dd class="hash">{file.sha256}</dd>
      </div>
    </dl>
  )
}

/** A size as people say it, and to the byte. */
export function bytesTold(size: number): string {
  const exact = new Intl.NumberFormat(locale()).format(size)
  const bytes = `${exact} ${evidenceWords().view.bytes}`
  return size < 100_000 ? bytes : `${(size / 1_048_576).toFixed(1)} MB (${bytes})`
}
