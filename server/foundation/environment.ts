import { z } from 'zod'

/** Variables that mean something only together. */
const groups = [
  ['GITHUB_ID', 'GITHUB_SECRET'],
  ['GOOGLE_ID', 'GOOGLE_SECRET'],
  ['OIDC_ISSUER', 'OIDC_ID', 'OIDC_SECRET', 'OIDC_NAME'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const

const text = z.string().min(1)

const dayRule = 'needs a number of days from 0.01 to 90'
const days = z.coerce.number(dayRule).min(0.01, dayRule).max(90, dayRule)

/** Of the whole site: paths, queries and accounts of it mean nothing here. Whoever opens the site sees none of them. */
export const publicAddress = z
  .url({ protocol: /^https?$/, error: 'needs an address that begins with https:// or http://' })
  .superRefine((value, context) => {
    if (!URL.canParse(value)) return
    const { pathname, search, hash, username, password } = new URL(value)
    const found = [
      [username !== '' || password !== '', 'names an account', 'Leave out what stands before the @'],
      [
        pathname !== '/',
        `names the path ${pathname}`,
        'The site stands at the root of its host: give it a host of its own',
      ],
      [search !== '', 'has a query', 'Leave out what stands after the question mark'],
      [hash !== '', 'has a fragment', 'Leave out what stands after the #'],
    ] as const
    for (const [isSo, what, next] of found) {
      if (isSo) context.addIssue({ code: 'custom', message: `${what}. ${next}` })
    }
  })

const proxiesRule = 'is how many proxies of yours stand in front, a whole number from 0 to 10; with one it is 1'

/** What the web process is told from outside, checked once; by `npm start` too, before it starts anything. */
const variables = z.object({
  DATABASE_URL: z.string().min(1, 'names the PostgreSQL database, for example postgresql://user@localhost/gym'),
  NEXTAUTH_SECRET: z.string().min(32, 'signs the session cookies and needs at least 32 characters'),
  /** What NEXTAUTH_SECRET was before: opens what was encrypted with it, and nothing else. */
  PREVIOUS_NEXTAUTH_SECRET: z.string().min(32, 'was NEXTAUTH_SECRET and has at least 32 characters').optional(),
  /** Who must have a second factor: nobody, whoever teaches or administers, or everybody. */
  REQUIRE_SECOND_FACTOR: z
    .enum(['nobody', 'instructors', 'everybody'], 'is one of nobody, instructors, everybody')
    .default('nobody'),
  NEXTAUTH_URL: z.url().optional(),
  PUBLIC_URL: publicAddress.optional(),
  /** Whom Strict-Transport-Security binds to https, where PUBLIC_URL is https: this host with its subdomains, it alone, or nobody. */
  HSTS: z.enum(['subdomains', 'host', 'off']).default('subdomains'),
  /** A session ends so many days after its sign-in, and so many after it was last used. */
  SESSION_DAYS: days.default(30),
  SESSION_IDLE_DAYS: days.default(14),
  /** How many proxies of the operator stand in front: so many entries of X-Forwarded-For are believed. */
  TRUSTED_PROXIES: z.coerce.number(proxiesRule).int(proxiesRule).min(0, proxiesRule).max(10, proxiesRule).default(0),
  /** Opens /api/metrics to who sends it as a bearer token; without it there is no such page. */
  METRICS_TOKEN: z.string().min(16, 'opens the metrics and needs at least 16 characters').optional(),
  /** Where `exercise preview` leaves what it found; only its own web process is told. */
  PREVIEW_FILE: z.string().min(1).optional(),
  /** The folder that holds exercises/ and lessons/. */
  COURSE_FOLDER: z.string().min(1).default(process.cwd()),
  /** Accounts at GitHub, at Google and at one OpenID provider sign in where their variables are set. */
  GITHUB_ID: text.optional(),
  GITHUB_SECRET: text.optional(),
  GOOGLE_ID: text.optional(),
  GOOGLE_SECRET: text.optional(),
  /** The only address that the server asks for OpenID sign-ins: nobody else can name one. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'needs an address that begins with https://' }).optional(),
  OIDC_ID: text.optional(),
  OIDC_SECRET: text.optional(),
  /** What the button says, such as the school's name. */
  OIDC_NAME: text.max(60).optional(),
  /** Without these two no mail is sent, and none is promised. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'needs an address that begins with smtp:// or smtps://' }).optional(),
  MAIL_FROM: text.optional(),
})

const environment = variables.superRefine((given, context) => {
  for (const group of groups) {
    const missing = group.filter((name) => given[name] === undefined)
    if (missing.length === 0 || missing.length === group.length) continue
    for (const name of missing) {
      const others = group.filter((other) => given[other] !== undefined).join(', ')
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is missing beside ${others}: set all of them or none`,
      })
    }
  }
  if (given.SESSION_IDLE_DAYS > given.SESSION_DAYS) {
    const message = `is ${given.SESSION_IDLE_DAYS}, more than SESSION_DAYS, which is ${given.SESSION_DAYS}: no session lives that long`
    context.addIssue({ code: 'custom', path: ['SESSION_IDLE_DAYS'], message })
  }
  if (given.SMTP_URL !== undefined && given.PUBLIC_URL === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['PUBLIC_URL'],
      message: 'is needed beside SMTP_URL, for the links in mails',
    })
  }
})

export type Environment = z.infer<typeof environment>

/** @throws with one line for each variable that is missing or wrong */
export function parseEnvironment(given: NodeJS.ProcessEnv): Environment {
  const parsed = environment.safeParse(withoutEmpty(given))
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`The environment is not complete. ${lines.join('; ')}.`)
}

/** An empty variable is what a shell makes of an unset one. */
function withoutEmpty(given: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}
