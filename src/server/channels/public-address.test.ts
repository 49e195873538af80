import assert from "node:assert/strict"
import { test } from "node:test"
import { isLoopback, isPublic } from "./public-address.ts"

test("addresses of the open internet are told from all others", () => {
  for (const address of [
    "1.1.1.1",
    "93.184.215.14",
    "172.15.0.1",
    "172.32.0.1",
    "2606:4700::1111",
    "2a00:1450::1",
  ])
    assert.ok(isPublic(address), address)
  for (const address of [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:1.1.1.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "fc00::1",
    "fd12::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "2001:db8::1",
    "2002:a00:1::",
    "localhost",
    "",
  ])
    assert.ok(!isPublic(address), address)
})

test("this machine is told from the rest of the network", () => {
  assert.deepEqual(["127.0.0.1", "127.9.9.9", "::1"].map(isLoopback), [true, true, true])
  assert.deepEqual(["10.0.0.1", "::2", "127.example"].map(isLoopback), [false, false, false])
})
