/** What `npm start` is told from outside, checked once. */
import path from 'node:path'

import { z } from 'zod'

import { parseEnvironment, publicAddress } from '../server/foundation/environment.ts'
import { checkout } from './checkout.ts'
import { Stop } from './stop.ts'

const portRule = 'needs a whole number from 1 to 65535'

const hostRule = 'needs an address of this machine, such as 127.0.0.1 or 0.0.0.0'

const environment = z.object({
  PORT: z.coerce.number(portRule).int(portRule).min(1, portRule).max(65_535, portRule).default(3000),
  /** The interface that the web listens on; without it every one. A name would be looked up, and may be another machine's. */
  HOST: z.union([z.ipv4(), z.ipv6(), z.literal('localhost')], hostRule).optional(),
  /** Another PostgreSQL than our own. One behind a socket, postgresql://user@/gym?host=/run/postgresql, is no URL in every parser's eyes. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/\S+$/, 'needs an address that begins with postgresql://, without spaces')
    .optional(),
  /** Holds the database, the secrets, the logs and the lock. */
  DATA_FOLDER: z.string().default('.data'),
  /** The address people use, where a proxy stands in front. */
  PUBLIC_URL: publicAddress.optional(),
})

export interface StartEnvironment {
  port: number
  /** Undefined: every interface. */
  host: string | undefined
  databaseUrl: string | undefined
  dataFolder: string
  /** Where the site is found; without PUBLIC_URL by this machine itself. */
  publicUrl: string
}

/** @throws Stop with one sentence for the variables that are wrong */
export function parseStartEnvironment(variables: NodeJS.ProcessEnv): StartEnvironment {
  // An empty variable is what a shell makes of an unset one.
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(set)
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path: [name = ''], message }) => {
      return `${String(name)} is "${withoutPassword(set[String(name)] ?? '')}" and ${message}.`
    })
    throw new Stop(`The environment has a wrong value. ${lines.join(' ')} Correct it or unset it, then start again.`)
  }
  const { PORT, HOST, DATABASE_URL, DATA_FOLDER, PUBLIC_URL } = parsed.data
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    dataFolder: path.resolve(checkout, DATA_FOLDER),
    publicUrl: PUBLIC_URL ?? `http://localhost:${PORT}`,
  }
}

/** What is printed ends in logs and screenshots. */
const withoutPassword = (value: string): string => value.replace(/:(?!\/\/)[^/]*@/, ':***@')

const webSecrets = [
  'NEXTAUTH_SECRET',
  'PREVIOUS_NEXTAUTH_SECRET',
  'METRICS_TOKEN',
  'GITHUB_SECRET',
  'GOOGLE_SECRET',
  'OIDC_SECRET',
  'SMTP_URL',
]

/** For the grader, which stands beside learners' code and needs none of them. */
export function withoutWebSecrets(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...variables, ...Object.fromEntries(webSecrets.map((name) => [name, undefined])) }
}

/**
 * What the web would refuse a minute later, without anybody to tell it to.
 * @throws Stop with one sentence for the variables that are missing or wrong
 */
export function requireWebEnvironment(variables: NodeJS.ProcessEnv, { publicUrl }: StartEnvironment): void {
  // Made by this start where nobody gives them.
  const made = { DATABASE_URL: 'postgresql://own', NEXTAUTH_SECRET: 'x'.repeat(32) }
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  try {
    parseEnvironment({ ...made, ...set, NODE_ENV: 'production', NEXTAUTH_URL: publicUrl })
  } catch (error) {
    throw new Stop(`${error instanceof Error ? error.message : String(error)} Correct it, then start again.`)
  }
}
