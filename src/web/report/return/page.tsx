/** placeholder */
export function ReturnPage() { return null }
