/** Hands bytes to the browser to be saved; the address that stands for them is gone soon after. */
export function saveAs(parts: readonly BlobPart[], name: string): void {
  // Never a type that this page, or the browser in its name, would run or show.
  const url = URL.createObjectURL(new Blob([...parts], { type: "application/octet-stream" }))
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
