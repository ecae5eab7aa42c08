import { expect, test } from 'vitest'

import { parseStartEnvironment, requireWebEnvironment, withoutWebSecrets } from './start-environment.ts'
import { Stop } from './stop.ts'

const start = (variables: NodeJS.ProcessEnv) => () => requireWebEnvironment(variables, parseStartEnvironment(variables))
const none = { NODE_ENV: 'test' } as const

test('a start needs no variable, and an empty one is none', () => {
  expect(start(none)).not.toThrow()
  expect(start({ ...none, OIDC_ISSUER: '', NEXTAUTH_SECRET: '' })).not.toThrow()
  expect(start({ ...none, GITHUB_ID: 'id', GITHUB_SECRET: 'secret' })).not.toThrow()
})

test.each([
  [{ OIDC_ISSUER: 'https://id.example.org', OIDC_ID: 'gym' }, 'OIDC_SECRET: is missing beside OIDC_ISSUER, OIDC_ID'],
  [{ SMTP_URL: 'smtp://mail.example.org' }, 'MAIL_FROM: is missing beside SMTP_URL'],
  [{ SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'gym@example.org' }, 'PUBLIC_URL: is needed beside SMTP_URL'],
  [{ TRUSTED_PROXIES: 'true' }, 'TRUSTED_PROXIES: is how many proxies of yours stand in front, a whole number'],
  [{ NEXTAUTH_SECRET: 'short' }, 'NEXTAUTH_SECRET: signs the session cookies and needs at least 32 characters'],
])('what the web would refuse is told before anything starts: %j', (variables, sentence) => {
  expect(start({ ...none, ...variables })).toThrow(Stop)
  expect(start({ ...none, ...variables })).toThrow(sentence)
})

test.each([
  'postgresql://gym:secret@db.example.edu:5432/gym?sslmode=require',
  'postgres://localhost/gym',
  'postgresql:///gym?host=/run/postgresql',
  'postgresql://gym@/gym?host=/run/postgresql',
  'postgresql://gym@%2Frun%2Fpostgresql/gym',
])('DATABASE_URL=%s is taken', (value) => {
  expect(parseStartEnvironment({ ...none, DATABASE_URL: value }).databaseUrl).toBe(value)
})

test.each(['mysql://gym:secret@localhost/gym', 'gym:secret@localhost', 'postgresql://localhost/my gym'])(
  'DATABASE_URL=%s is refused, and its password is not printed',
  (value) => {
    const wrong = () => parseStartEnvironment({ ...none, DATABASE_URL: value })
    expect(wrong).toThrow('needs an address that begins with postgresql://')
    expect(wrong).not.toThrow('secret')
  },
)

test.each([
  ['https://gym.example.edu/gym', 'names the path /gym. The site stands at the root of its host'],
  ['https://gym.example.edu/?a=1', 'has a query'],
  ['https://gym.example.edu/#top', 'has a fragment'],
  ['https://ms.han:secret@gym.example.edu', 'names an account'],
  ['gym.example.edu', 'needs an address that begins with https://'],
  ['ftp://gym.example.edu', 'needs an address that begins with https://'],
])('PUBLIC_URL=%s is refused: %s', (value, reason) => {
  const wrong = () => parseStartEnvironment({ ...none, PUBLIC_URL: value })
  expect(wrong).toThrow(Stop)
  expect(wrong).toThrow(reason)
  expect(wrong).not.toThrow('secret')
})

test.each(['https://gym.example.edu', 'https://gym.example.edu/', 'http://192.168.1.20:3000'])(
  'PUBLIC_URL=%s is taken',
  (value) => {
    expect(parseStartEnvironment({ ...none, PUBLIC_URL: value }).publicUrl).toBe(value)
  },
)

test('the grader is given no secret of the web', () => {
  const given = {
    ...none,
    DATABASE_URL: 'postgresql://x',
    NEXTAUTH_SECRET: 'x',
    SMTP_URL: 'smtps://u:p@mail',
    PATH: '/bin',
  }
  const left = Object.entries(withoutWebSecrets(given)).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  expect(left.toSorted()).toEqual(['DATABASE_URL', 'NODE_ENV', 'PATH'])
})
