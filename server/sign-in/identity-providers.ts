import 'server-only'
import type { OAuthConfig, UserinfoEndpointHandler } from 'next-auth/providers/oauth'
import { z } from 'zod'

import { emailAddress, properName } from '@/contracts/fields.ts'
import { outsideProviders } from '@/course/accounts/outside-accounts.ts'
import type { OutsideProvider } from '@/course/accounts/outside-accounts.ts'

import type { Environment } from '../foundation/environment.ts'

export interface ProviderName {
  id: OutsideProvider
  /** As people know it. */
  name: string
}

/** What the operator has configured, always in the same order. */
export function listProviders(environment: Environment): ProviderName[] {
  const names: Record<OutsideProvider, string | undefined> = {
    github: environment.GITHUB_ID && 'GitHub',
    google: environment.GOOGLE_ID && 'Google',
    oidc: environment.OIDC_NAME,
  }
  return outsideProviders.flatMap((id) => {
    const name = names[id]
    return name === undefined ? [] : { id, name }
  })
}

/** The same for next-auth. The environment alone says which servers are asked. */
export function makeProviders(environment: Environment): Array<OAuthConfig<unknown>> {
  const secrets: Record<OutsideProvider, { clientId: string | undefined; clientSecret: string | undefined }> = {
    github: { clientId: environment.GITHUB_ID, clientSecret: environment.GITHUB_SECRET },
    google: { clientId: environment.GOOGLE_ID, clientSecret: environment.GOOGLE_SECRET },
    oidc: { clientId: environment.OIDC_ID, clientSecret: environment.OIDC_SECRET },
  }
  return listProviders(environment).map(({ id, name }) => {
    const { clientId = '', clientSecret = '' } = secrets[id]
    const account = { id, name, type: 'oauth', clientId, clientSecret, httpOptions: { timeout: 10_000 } } as const
    if (id === 'github') return { ...account, ...gitHub }
    return { ...account, ...openId, ...(id === 'google' ? google : ownIssuer(environment.OIDC_ISSUER ?? '')) }
  })
}

type Behaviour = Pick<OAuthConfig<unknown>, 'checks' | 'profile'> & Partial<OAuthConfig<unknown>>

/** Asks at the address of the profile only where the signed token does not tell the address: many providers keep it short. */
const profileRequest: UserinfoEndpointHandler = {
  request: async ({ client, tokens }) => {
    const told = tokenClaims.parse(readPayload(tokens.id_token))
    if (told['email'] !== undefined) return told
    const asked = await client.userinfo(tokens.access_token ?? '')
    // Or the answer to one person's token could be another's profile.
    if (asked.sub !== told.sub) throw new Error('the profile is not of the subject that signed in')
    return { ...asked, ...told }
  },
}

const tokenClaims = z.looseObject({ sub: z.string() })

/** What next-auth's client has verified already: signature, issuer, audience, times and nonce. */
function readPayload(idToken: string | undefined): unknown {
  return JSON.parse(Buffer.from(idToken?.split('.')[1] ?? '', 'base64url').toString('utf8'))
}

const openId: Omit<Behaviour, 'profile'> = {
  idToken: true,
  checks: ['pkce', 'state', 'nonce'],
  authorization: { params: { scope: 'openid email profile' } },
  userinfo: profileRequest,
}

const google: Pick<Behaviour, 'profile' | 'wellKnown'> = {
  wellKnown: 'https://accounts.google.com/.well-known/openid-configuration',
  profile: (claims) => readClaims(claims),
}

function ownIssuer(issuer: string): Pick<Behaviour, 'profile' | 'wellKnown'> {
  return {
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    // A subject is unique within its issuer: after a change of issuer nobody may walk into an account of the old one's.
    profile: (claims) => {
      const profile = readClaims(claims)
      return { ...profile, id: `${profile.issuer} ${profile.id}` }
    },
  }
}

/** Somebody as a provider describes them, in one shape for all. */
export interface OutsideProfile {
  id: string
  /** Empty where it tells none. */
  name: string
  email: string | null
  emailVerified: boolean
}

const name = properName(80).catch('')
/** An address that no account here could have is none. */
const email = emailAddress.nullable().catch(null)

const claims = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1),
  name,
  email,
  // Some providers write it as a text; whatever else it is, it vouches for nothing.
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false),
})

export function readClaims(given: unknown): OutsideProfile & { issuer: string } {
  const { iss, sub, email_verified: vouched, ...told } = claims.parse(given)
  return { issuer: iss, id: sub, ...told, emailVerified: told.email !== null && vouched }
}

const gitHubApi = 'https://api.github.com'

const gitHub: Behaviour = {
  issuer: 'https://github.com/login/oauth',
  authorization: {
    url: 'https://github.com/login/oauth/authorize',
    params: { scope: 'read:user user:email' },
  },
  token: 'https://github.com/login/oauth/access_token',
  checks: ['pkce', 'state'],
  userinfo: {
    url: `${gitHubApi}/user`,
    request: async ({ tokens }) => {
      const token = tokens.access_token ?? ''
      const [user, emails] = await Promise.all([askGitHub('/user', token), askGitHub('/user/emails', token)])
      const answers: { sub?: string; user: unknown; emails: unknown } = { user, emails }
      return answers
    },
  },
  profile: (answers) => readGitHub(answers),
}

async function askGitHub(path: string, token: string): Promise<unknown> {
  const response = await fetch(`${gitHubApi}${path}`, {
    // The token is for that address alone.
    redirect: 'error',
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(5000),
  })
  if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}`)
  return response.json()
}

const gitHubAnswers = z.object({
  user: z.object({ id: z.int(), login: z.string(), name: z.string().nullable().catch(null) }),
  emails: z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })),
})

/** The primary address, if it is verified: the public one of a profile is whatever its owner typed. */
export function readGitHub(answers: unknown): OutsideProfile {
  const { user, emails } = gitHubAnswers.parse(answers)
  const primary = email.parse(emails.find((one) => one.primary && one.verified)?.email)
  return {
    id: String(user.id),
    name: name.parse(user.name ?? user.login),
    email: primary,
    emailVerified: primary !== null,
  }
}
