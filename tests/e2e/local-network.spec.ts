/**
 * The site as another machine of the network opens it: by a name that is not localhost and over plain http, where the browser
 * gives a page less than it gives an address that it trusts.
 */
import { chromium } from 'playwright/test'

import { chromiumLaunchOptions } from '../../grader/host/launch-chromium.ts'
import { expect, test } from './page-faults.ts'
import { becomeInstructor, createClass, makePerson, signOut, signUp } from './people.ts'
import { heSolutions, openExercise, run, submit, typeCode, verdictLine, wakeEditor } from './workbench-steps.ts'
import { say } from './words.ts'

const host = 'gym.test'
const gradedMs = 90_000

test('over plain http from another machine everything works, and links carry its address', async ({ baseURL }) => {
  test.setTimeout(240_000)
  const { port } = new URL(baseURL ?? '')
  const address = `http://${host}:${port}`
  const options = await chromiumLaunchOptions({ purpose: 'testing', log: () => undefined })
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--host-resolver-rules=MAP ${host} 127.0.0.1`],
  })
  try {
    const page = await (await browser.newContext({ baseURL: address })).newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))

    await signUp(page, 'en', makePerson('Li Lei'))
    expect(new URL(page.url()).host).toBe(`${host}:${port}`)
    expect(await page.evaluate(() => isSecureContext)).toBe(false)

    await openExercise(page, 'en', 'he-30-layers')
    await typeCode(page, heSolutions.right)
    await run(page)
    await expect(verdictLine(page, 'passed', 'provisional')).toBeVisible({ timeout: gradedMs })
    await submit(page, 'en')
    await expect(verdictLine(page, 'passed', 'verified')).toBeVisible({ timeout: gradedMs })
    await page.reload()
    await wakeEditor(page)
    await expect(page.locator('.view-lines')).toContainText('negSlope * negSlope', { timeout: 60_000 })

    await becomeInstructor(page, 'en')
    const { code } = await createClass(page, 'en', 'Deep Learning 101')
    await expect(page.getByText(`${address}/en/join/${code}`)).toBeVisible()
    await page.getByRole('button', { name: `${say('en', 'common.copy')}: ${say('en', 'people.joining.link')}` }).click()
    await expect(page.getByRole('button', { name: new RegExp(`^${say('en', 'common.copied')}`) })).toBeVisible()

    await signOut(page, 'Li Lei', { forget: false })
    expect(new URL(page.url()).host).toBe(`${host}:${port}`)
    expect(faults).toEqual([])
  } finally {
    await browser.close()
  }
})
