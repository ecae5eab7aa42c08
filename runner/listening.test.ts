import { expect, test } from 'vitest'

import { describeListening, reachableHost } from './listening.ts'
import { parseStartEnvironment } from './start-environment.ts'

const parse = (variables: Record<string, string>) => parseStartEnvironment({ NODE_ENV: 'test', ...variables })

test.each([
  [undefined, '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '127.0.0.1'],
  ['::1', '[::1]'],
  ['192.0.2.7', '192.0.2.7'],
])('what listens on %s is reached at %s', (host, address) => {
  expect(reachableHost(host)).toBe(address)
})

test('the start says who can reach it, and what would be safer', () => {
  expect(describeListening(parse({}))).toBe(
    'listening on every interface, port 3000: without encryption; HOST=127.0.0.1 keeps it to this machine',
  )
  expect(describeListening(parse({ HOST: '0.0.0.0', PUBLIC_URL: 'https://gym.example.edu' }))).toContain(
    'beside a proxy, HOST=127.0.0.1 keeps others from going around it',
  )
  expect(describeListening(parse({ HOST: '127.0.0.1' }))).toBe('listening on 127.0.0.1, port 3000: this machine alone')
  expect(describeListening(parse({ HOST: '::1' }))).toContain('this machine alone')
})

test.each(['127.0.0', 'everywhere', '300.1.1.1'])('%s is no address to listen on', (host) => {
  expect(() => parse({ HOST: host })).toThrow(`HOST is "${host}" and needs an address of this machine`)
})
