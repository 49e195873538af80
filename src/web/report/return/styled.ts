import styles from "#web/report/return/return.css?url"

/** The styles of coming back. The page can be read without them, so a failure waits for nothing. */
export function styled(): Promise<void> {
  if (document.getElementById("return")) return Promise.resolve()
  const link = document.createElement("link")
  link.id = "return"
  link.rel = "stylesheet"
  link.href = styles
  return new Promise((done) => {
    link.addEventListener("load", () => done())
    link.addEventListener("error", () => {
      link.remove()
      done()
    })
    document.head.append(link)
  })
}
