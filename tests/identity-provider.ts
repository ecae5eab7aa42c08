/** A real OpenID provider on this machine, whose people the tests make. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface PersonThere {
  email?: string
  email_verified?: boolean
  name?: string
}

export interface IdentityProvider {
  issuer: string
  /** By the name that they sign in with. */
  people: Map<string, PersonThere>
  close(): Promise<void>
}

export const clientId = 'gradient-gym'
export const clientSecret = 'what only the two of them know'

export interface IdentityProviderOptions {
  /** The one address that it sends people back to. */
  redirectUri: string
  /** 0: any. */
  port?: number
}

export async function startIdentityProvider({
  redirectUri,
  port = 0,
}: IdentityProviderOptions): Promise<IdentityProvider> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const people = new Map<string, PersonThere>()
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['a key for tests'] },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  return {
    issuer,
    people,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
