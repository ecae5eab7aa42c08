import { expect, test } from 'vitest'

import { makeSealer } from './sealed-secrets.ts'

const [old, today] = ['an old secret of forty characters or more', 'the secret of today, forty characters long']

test('what is sealed opens for its owner alone, and does not show what it holds', () => {
  const sealer = makeSealer([today])
  const sealed = sealer.seal('JBSWY3DPEHPK3PXP', 'ada')
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP')
  expect(sealer.open(sealed, 'ada')).toBe('JBSWY3DPEHPK3PXP')
  expect(() => sealer.open(sealed, 'bob')).toThrow('unable to authenticate')
  expect(sealer.seal('JBSWY3DPEHPK3PXP', 'ada')).not.toBe(sealed)
})

test('what was tampered with does not open', () => {
  const sealer = makeSealer([today])
  const [id, nonce, sealed = '', tag] = sealer.seal('JBSWY3DPEHPK3PXP', 'ada').split('.')
  const flipped = `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`
  expect(() => sealer.open([id, nonce, flipped, tag].join('.'), 'ada')).toThrow('unable to authenticate')
  expect(() => sealer.open([id, nonce, sealed, (tag ?? '').slice(0, 6)].join('.'), 'ada')).toThrow('authentication tag')
})

test('after a rotation the old key still opens, and what it sealed is to be sealed anew', () => {
  const sealed = makeSealer([old]).seal('JBSWY3DPEHPK3PXP', 'ada')
  const rotated = makeSealer([today, old])
  expect(rotated.open(sealed, 'ada')).toBe('JBSWY3DPEHPK3PXP')
  expect(rotated.isStale(sealed)).toBe(true)
  expect(rotated.isStale(rotated.seal('x', 'ada'))).toBe(false)
  expect(makeSealer([today]).open(sealed, 'ada')).toBeNull()
})
