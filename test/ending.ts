// Loaded into every test process: a file that left something open, as one that failed may, ends all the same. It ends
// some time after its tests, so that all of them are in the report (`--test-force-exit` would cut it short).
import { after } from "node:test"

const grace = 20_000

if (process.env["NODE_TEST_CONTEXT"] !== undefined) {
  after(() => {
    const late = setTimeout(() => {
      process.stderr.write(`test: ${process.argv[1]} left something open\n`)
      process.exit()
    }, grace)
    late.unref()
  })
}
