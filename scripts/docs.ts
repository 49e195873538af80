// npm run docs: writes what the documentation says of the table of acts. A test fails when it is not what this would write.
import { writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { actsPage } from "./acts-page.ts"

writeFileSync(resolve(import.meta.dirname, "../docs/acts.md"), actsPage())
