import { expect, test } from 'vitest'

import { isSameOrigin } from './same-origin.ts'

const from = (headers: Record<string, string>, publicUrl?: string) =>
  isSameOrigin(new Headers({ host: 'gym.example:3000', ...headers }), publicUrl)

test('a page of this site may change things', () => {
  expect(from({ origin: 'http://gym.example:3000', 'sec-fetch-site': 'same-origin' })).toBe(true)
})

test('an old browser that sends no Sec-Fetch-Site is judged by Origin alone', () => {
  expect(from({ origin: 'http://gym.example:3000' })).toBe(true)
  expect(from({ origin: 'http://evil.example' })).toBe(false)
})

test.each<Record<string, string>>([
  { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'http://gym.example:3000', 'sec-fetch-site': 'cross-site' },
  { origin: 'http://gym.example:3000', 'sec-fetch-site': 'same-site' },
  { origin: 'http://gym.example:4000', 'sec-fetch-site': 'same-origin' },
  { origin: 'null', 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'same-origin' },
  {},
])('a change from elsewhere is refused: %j', (headers) => {
  expect(from(headers)).toBe(false)
})

test('behind a proxy that changes Host, the public address counts', () => {
  expect(from({ origin: 'https://gym.public', 'sec-fetch-site': 'same-origin' }, 'https://gym.public')).toBe(true)
})
