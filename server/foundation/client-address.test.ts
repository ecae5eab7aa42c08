import { expect, test } from 'vitest'

import { findClientAddress } from './client-address.ts'

test.each([
  [undefined, 1, undefined],
  ['', 1, undefined],
  ['203.0.113.1', 0, undefined],
  ['203.0.113.1', 1, '203.0.113.1'],
  // Whatever a client wrote itself stands before what the proxies wrote.
  ['198.51.100.9, 203.0.113.1', 1, '203.0.113.1'],
  ['198.51.100.9, 203.0.113.1, 10.0.0.1', 2, '203.0.113.1'],
  ['203.0.113.1', 2, undefined],
  ['203.0.113.1:51200', 1, '203.0.113.1'],
  ['::ffff:203.0.113.1', 1, '203.0.113.1'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', 1, '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', 1, '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::7]:51200', 1, '2001:db8:1:2::/64'],
  ['2001:db8::1', 1, '2001:db8:0:0::/64'],
  ['::1', 1, '0:0:0:0::/64'],
  ['unknown', 1, 'unknown'],
])('%s behind %i proxies is %s', (forwardedFor, proxies, address) => {
  expect(findClientAddress(forwardedFor, proxies)).toBe(address)
})
