/** Every route and every page, asked for by everybody, against the one table of who may do what. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { may } from '../../course/accounts/access.ts'
import type { Action, Relation, Role } from '../../course/accounts/access.ts'
import { elsewhere, elsewherePages, pages, routes, type Row } from './access-table.ts'
import { makeSchool, type ActorName, type School } from './school.ts'
import { expect, test } from './page-faults.ts'

const actors: ActorName[] = ['visitor', 'classmate', 'elsewhere', 'admin', 'assistant', 'learner', 'instructor']

test('every route and page is in the table, and nothing else is', () => {
  const root = path.join(import.meta.dirname, '..', '..', 'app')
  expect([...routes.map(({ route }) => route), ...Object.keys(elsewhere)].toSorted()).toEqual(
    listRoutes(root).toSorted(),
  )
  expect([...pages.map(({ route }) => route), ...Object.keys(elsewherePages)].toSorted()).toEqual(
    listPages(root).toSorted(),
  )
})

test('every route and every page answers everybody as the table says', async ({ baseURL }) => {
  test.setTimeout(300_000)
  const school = await makeSchool(baseURL ?? '')
  try {
    const wrong: string[] = []
    for (const asked of [...routes, ...pages]) {
      const isPage = pages.includes(asked)
      for (const actor of inTurn(asked)) {
        const status = await ask(school, asked, actor, isPage)
        const expected = expectedStatus(asked, actor, isPage)
        if (status !== expected) wrong.push(`${asked.route} as ${actor}: ${status}, not ${expected}`)
      }
    }
    expect(wrong).toEqual([])
  } finally {
    await school.close()
  }
})

/** Who may take a thing away comes last, or nobody after them would find it. */
function inTurn({ subject }: Row): ActorName[] {
  const last: ActorName = subject === 'comment' ? 'learner' : 'instructor'
  return [...actors.filter((actor) => actor !== last), last]
}

function expectedStatus({ action, subject, granted, streams }: Row, actor: ActorName, isPage: boolean): number {
  if (action === null) return granted
  if (actor === 'visitor') return isPage ? (streams ? 200 : 307) : 401
  const relation = relationOf(actor, subject, action)
  if (may({ role: roles[actor] }, action, relation)) return granted
  return relation === 'stranger' ? 404 : 403
}

const roles: Record<Exclude<ActorName, 'visitor'>, Role> = {
  classmate: 'learner',
  elsewhere: 'learner',
  admin: 'admin',
  assistant: 'learner',
  learner: 'learner',
  instructor: 'instructor',
}

/** The learner has passed; nobody else has tried. */
function relationOf(actor: Exclude<ActorName, 'visitor'>, subject: Row['subject'], action: Action): Relation {
  if (subject === 'platform') return 'stranger'
  if (subject === 'own') return action === 'read-solution' && actor === 'learner' ? 'self-opened' : 'self'
  if (actor === 'elsewhere' || actor === 'admin') return 'stranger'
  // Who may read it and did not write it.
  if (subject === 'comment' && (actor === 'assistant' || actor === 'instructor')) return 'class-learner'
  if (actor === 'assistant' || actor === 'instructor') return `class-${actor}`
  if (subject === 'class') return 'class-learner'
  return actor === 'learner' ? 'self' : 'stranger'
}

async function ask(school: School, asked: Row, actor: ActorName, isPage: boolean): Promise<number> {
  const [method = ''] = asked.route.split(' ')
  const body: unknown = typeof asked.body === 'function' ? asked.body(school) : asked.body
  const address = `${isPage ? '/en' : ''}${asked.address(school)}`.replace(/\/$/, '')
  const answer = await school.as(actor).fetch(address, {
    method,
    maxRedirects: 0,
    ...(body === undefined ? {} : { data: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return answer.status()
}

function listRoutes(app: string): string[] {
  return listFiles(path.join(app, 'api'), 'route.ts').flatMap((file) => {
    const text = readFileSync(path.join(app, 'api', file), 'utf8')
    const methods = [...text.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm)]
    return methods.map(([, method]) => `${method} /api/${path.dirname(file)}`)
  })
}

function listPages(app: string): string[] {
  return listFiles(path.join(app, '[locale]'), 'page.tsx').map((file) => {
    const parts = path.dirname(file).split('/')
    return `GET /${parts.filter((part) => part !== '.' && !part.startsWith('(')).join('/')}`
  })
}

function listFiles(folder: string, name: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === name)
}
