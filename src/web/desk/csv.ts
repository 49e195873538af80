/** Lines of a table; a cell that a spreadsheet would reckon with is kept a word. The mark in front tells old programs that it is UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const plain = /^[=+\-@\t\r]/.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
  }
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`
}
