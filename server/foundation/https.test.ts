import { expect, test } from 'vitest'

import { parseEnvironment } from './environment.ts'
import { servesHttps, strictTransport } from './https.ts'

const given = {
  NODE_ENV: 'test',
  DATABASE_URL: 'postgresql://x',
  NEXTAUTH_SECRET: 'x'.repeat(32),
} as const
const parse = (variables: Record<string, string>) => parseEnvironment({ ...given, ...variables })

test('over https browsers are bound to https for more than a year, and subdomains too unless the operator says otherwise', () => {
  const site = { PUBLIC_URL: 'https://gym.example.edu' }
  expect(strictTransport(parse(site))).toBe('max-age=63072000; includeSubDomains')
  expect(strictTransport(parse({ ...site, HSTS: 'host' }))).toBe('max-age=63072000')
  expect(strictTransport(parse({ ...site, HSTS: 'off' }))).toBeNull()
  expect(() => parse({ ...site, HSTS: 'yes' })).toThrow('HSTS')
})

test('over plain http browsers are told nothing', () => {
  for (const variables of [{}, { PUBLIC_URL: 'http://localhost:3000' }]) {
    expect(servesHttps(parse(variables))).toBe(false)
    expect(strictTransport(parse(variables))).toBeNull()
  }
  // What next-auth goes by counts.
  expect(servesHttps(parse({ NEXTAUTH_URL: 'http://localhost:3000', PUBLIC_URL: 'https://gym.example.edu' }))).toBe(
    false,
  )
})
