import { expect, test } from 'vitest'

import { classApi } from '../../contracts/classes.ts'
import { show } from '../../tests/components/show.tsx'
import { Refusal, serve } from '../../tests/components/web.ts'
import { CreateClassForm } from './create-class-form.tsx'

test.each([
  ['en', 'Name of the class', 'Time zone of due dates', 'Create the class'],
  ['zh', '班级名称', '截止时间所用时区', '创建班级'],
] as const)(
  '%s: a class that is refused keeps its name and its time zone',
  async (locale, label, zoneLabel, create) => {
    const asked = serve(classApi.create, () => new Refusal('improper-name', { field: 'name' }))
    const screen = await show(<CreateClassForm />, { locale })
    const name = screen.getByRole('textbox', { name: label })
    const zone = screen.getByRole('combobox', { name: zoneLabel })
    await expect.element(zone).toHaveValue('Europe/Zurich')
    await name.fill('Deep nets')
    await zone.selectOptions('Asia/Shanghai')
    await screen.getByRole('button', { name: create }).click()
    await expect.element(name).toHaveFocus()
    await expect.element(name).toHaveValue('Deep nets')
    await expect.element(zone).toHaveValue('Asia/Shanghai')
    expect(asked.map(({ body }) => body)).toEqual([{ name: 'Deep nets', timeZone: 'Asia/Shanghai' }])
  },
)
