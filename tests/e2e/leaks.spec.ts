/** Nothing that a browser is sent holds a model solution or a misconception's sample before it may be seen. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext } from 'playwright/test'

import { expect, test } from './page-faults.ts'
import { makePerson, signUp } from './people.ts'
import { locales } from './words.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const slugs = globSync('exercises/*/exercise.json', { cwd: root }).map((path) => path.split('/')[1] ?? '')
const secrets = findSecrets()

test('there is something to look for, in every exercise', () => {
  expect(slugs.length).toBeGreaterThan(0)
  for (const slug of slugs) expect(secrets.filter((one) => one.slug === slug).length, slug).toBeGreaterThan(2)
})

test('no file that the site serves holds a line of a solution or of a sample', async ({ request }) => {
  const build = join('.builds', read('.builds/current').trim())
  const served = globSync([`${build}/static/**/*`, 'public/**/*'], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  // The files read here are those that pages are sent.
  const page = await (await request.get(`/en/exercises/${slugs[0]}`)).text()
  const sent = [...page.matchAll(/"\/_next\/(static\/[^"?\\]+\.js)/g)].map(([, path]) => join(root, build, path ?? ''))
  expect(sent.length).toBeGreaterThan(5)
  expect(served).toEqual(expect.arrayContaining(sent))
  const found = served.flatMap((path) => leaksIn(readFileSync(path, 'utf8')).map((line) => `${path}: ${line}`))
  expect(found).toEqual([])
})

test('no page and no answer holds one, for a visitor or for a learner', async ({ page, request }) => {
  await expectNoLeaks(request)
  await signUp(page, 'en', makePerson('Li Lei'))
  await expectNoLeaks(page.request)
  for (const slug of slugs) expect((await page.request.get(`/api/solutions/${slug}`)).status()).toBe(403)
})

async function expectNoLeaks(client: APIRequestContext): Promise<void> {
  for (const path of [...apiPaths(), ...pagePaths()]) {
    // A page is sent as a document and, when one navigates to it, as its data alone.
    for (const headers of [{}, { rsc: '1' }]) {
      const answer = await client.get(path, { headers })
      expect(answer.status(), path).toBeLessThan(500)
      expect(leaksIn(await answer.text()), path).toEqual([])
    }
  }
}

/** Every route there is, found on disk, so that a new one is asked as well. */
function apiPaths(): string[] {
  const routes = globSync('app/api/**/route.ts', { cwd: root })
  return (
    routes
      .map((route) =>
        route
          .replaceAll('\\', '/')
          .replace(/^app/, '')
          .replace(/\/route\.ts$/, ''),
      )
      // A stream without an end: it carries names of what happened, never contents.
      .filter((path) => path !== '/api/events')
      .flatMap((path) =>
        (path.includes('[slug]') ? slugs : ['']).map((slug) =>
          path
            .replace('[slug]', slug)
            .replace('[id]', '00000000-0000-4000-8000-000000000000')
            .replace('[...nextauth]', 'session'),
        ),
      )
      .concat(slugs.map((slug) => `/api/submissions?slug=${slug}`))
  )
}

function pagePaths(): string[] {
  return locales.flatMap((locale) => [
    `/${locale}`,
    `/${locale}/course`,
    ...slugs.map((slug) => `/${locale}/exercises/${slug}`),
  ])
}

/** Lines long enough to be nobody else's, that stand in no text that everybody may read. */
function findSecrets(): Array<{ slug: string; line: string }> {
  const open = globSync(
    [
      'exercises/*/{starter,experiment,checks}.ts',
      'exercises/*/*.md',
      'lessons/**/*',
      'grader/{kit,experiments,judge}/*.ts',
    ],
    { cwd: root, withFileTypes: true },
  )
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
  return slugs.flatMap((slug) =>
    globSync([`exercises/${slug}/solution.ts`, `exercises/${slug}/misconceptions/*.ts`], { cwd: root })
      .flatMap((path) => read(path).split('\n'))
      .map((line) => line.trim())
      .filter((line) => line.length >= 30 && !line.startsWith('import ') && !open.includes(line))
      .map((line) => ({ slug, line })),
  )
}

/** As text, as JSON, and as JSON inside JSON, which is how Next sends data. */
function leaksIn(text: string): string[] {
  return secrets
    .filter(({ line }) => [line, escaped(line), escaped(escaped(line))].some((form) => text.includes(form)))
    .map(({ line }) => line)
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)
