import 'server-only'
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Secrets that have to be read again, encrypted at rest: AES-256-GCM, with a key that is derived from the site's secret for this
 * purpose alone. What is sealed names its key and is bound to its owner: copied to another row it cannot be opened.
 */

const purpose = 'gradient-gym second factor'

interface SealingKey {
  id: string
  key: Buffer
}

function deriveKey(secret: string): SealingKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  // Of the derived key, which is as hard to guess as the secret itself.
  const id = createHash('sha256').update(`${purpose} id`).update(key).digest('hex').slice(0, 8)
  return { id, key }
}

/** @param secrets the one of today first, then earlier ones */
export function makeSealer(secrets: readonly [string, ...string[]]) {
  const [today, ...earlier] = secrets.map(deriveKey)
  if (today === undefined) throw new Error('a sealer needs a secret')
  return {
    seal(plain: string, owner: string): string {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', today.key, nonce).setAAD(Buffer.from(owner))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return [today.id, ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
    },
    /** @returns null where it was sealed with a key that is not known; throws where it was tampered with or is another's */
    open(text: string, owner: string): string | null {
      const [id, ...parts] = text.split('.')
      const known = [today, ...earlier].find((one) => one.id === id)
      if (known === undefined) return null
      const [nonce, sealed, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (nonce === undefined || sealed === undefined || tag === undefined) throw new Error('a sealed secret has parts')
      const decipher = createDecipheriv('aes-256-gcm', known.key, nonce, { authTagLength: 16 })
      decipher.setAAD(Buffer.from(owner)).setAuthTag(tag)
      return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
    },
    /** Whether it was sealed with an earlier key, and should be sealed anew. */
    isStale: (text: string): boolean => !text.startsWith(`${today.id}.`),
  }
}
