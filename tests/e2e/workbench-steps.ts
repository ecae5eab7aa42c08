/** What a learner does in the workbench. */
import { expect, type Locator, type Page } from 'playwright/test'

import { say, type Locale } from './words.ts'

/** One line each: the editor closes brackets by itself, and typing over them is what people do. */
export const heSolutions = {
  right:
    'export function initStd(fanIn: number, negSlope: number): number { return Math.sqrt(2 / ((1 + negSlope * negSlope) * fanIn)) }',
  xavier: 'export function initStd(fanIn: number, negSlope: number): number { return Math.sqrt(1 / fanIn) }',
  endless: 'export function initStd(fanIn: number, negSlope: number): number { for (;;) { } }',
} as const

export async function openExercise(page: Page, locale: Locale, slug: string): Promise<void> {
  await page.goto(`/${locale}/exercises/${slug}`)
  await wakeEditor(page)
}

/** The editor is fetched when somebody means to edit. */
export async function wakeEditor(page: Page): Promise<void> {
  await expect(page.locator('[data-editor]')).toBeVisible()
  // What is hydrated takes the focus once more.
  await expect(async () => {
    await page.getByRole('textbox', { name: /Code editor|代码编辑器/ }).blur()
    await page.getByRole('textbox', { name: /Code editor|代码编辑器/ }).focus()
    await expect(page.locator('[data-editor="monaco"]')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
}

/** With the keyboard alone: everything that stood in the editor is replaced. */
export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: /Code editor|代码编辑器/ }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Delete')
  await page.keyboard.type(code, { delay: 4 })
}

export async function run(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Enter')
}

export async function submit(page: Page, locale: Locale): Promise<void> {
  await page.getByRole('button', { name: say(locale, 'workbench.submit'), exact: true }).click()
}

/** The line that states the outcome. */
export function verdictLine(page: Page, kind: string, standing: 'provisional' | 'verified'): Locator {
  return page.locator(`[data-verdict="${kind}"][data-standing="${standing}"]`)
}
