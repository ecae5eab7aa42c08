import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEmailAddress } from './email-address.ts'

const taken: Array<[string, string]> = [
  ['ada@example.org', 'ada@example.org'],
  [' Ada.L+gym@Example.ORG ', 'ada.l+gym@example.org'],
  ['<ada@example.org>', 'ada@example.org'],
  ['Ada Lovelace <ada@example.org>', 'ada@example.org'],
  ['"Lovelace, Ada" <ada@example.org>;', 'ada@example.org'],
  ['mailto:ada@example.org', 'ada@example.org'],
  ['<MAILTO:ada@example.org>', 'ada@example.org'],
  ['"ada@example.org"', 'ada@example.org'],
  ['“ada@example.org”', 'ada@example.org'],
  ['ada@example.org;', 'ada@example.org'],
  ['ada@example.org,', 'ada@example.org'],
  ['\u00A0ada@example.org\u00A0', 'ada@example.org'],
  ['zw\u200B@example.org', 'zw@example.org'],
  ['\uFEFFada@exam\u00ADple.org\u200E', 'ada@example.org'],
  ['ada＠example.org', 'ada@example.org'],
  ['ada@example。org', 'ada@example.org'],
  ["o'hara@mail.example.co.uk", "o'hara@mail.example.co.uk"],
]
const refused: string[] = [
  '',
  'ada',
  'ada@',
  '@example.org',
  'ada@localhost',
  'ada..l@example.org',
  '.ada@example.org',
  'ada.@example.org',
  'ada@example..org',
  'ada@-example.org',
  'ada@example-.org',
  'ada@example.1',
  'ada b@example.org',
  'ada@example.org;bo@example.org',
  'ada@example.org bo@example.org',
  'Ada <ada@example.org> Bo <bo@example.org>',
  // Letters that only look like those of ASCII, and such as few servers carry.
  'аda@example.org',
  'ada@exаmple.org',
  'müller@example.org',
  'ada@müller.example',
  `${'a'.repeat(65)}@example.org`,
  `ada@${'a.'.repeat(130)}org`,
]

describe('an e-mail address', () => {
  it.each(taken)('%j is read as %s', (text, address) => {
    expect(parseEmailAddress(text)).toBe(address)
  })

  it.each(refused)('%j is none', (text) => {
    expect(parseEmailAddress(text)).toBeNull()
  })

  it('is read the same a second time, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        const address = parseEmailAddress(text)
        fc.pre(address !== null)
        expect(parseEmailAddress(address ?? '')).toBe(address)
        expect(address).toMatch(/^[!-~]+$/)
      }),
    )
  })

  it('takes time in proportion to the text', () => {
    for (const text of ['<'.repeat(500), '"'.repeat(500), 'mailto:'.repeat(70), ' <'.repeat(250), '.'.repeat(500)]) {
      expect(parseEmailAddress(text)).toBeNull()
    }
    expect(parseEmailAddress('a'.repeat(1_000_000))).toBeNull()
  })
})
