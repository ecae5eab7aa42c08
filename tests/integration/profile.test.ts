import { expect, test } from 'vitest'
import { changeOwnProfile } from '../../server/accounts/accounts.ts'
import { getGradebook } from '../../server/gradebook/gradebook.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import { findUser } from '../../store/accounts/users.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson } from './people.ts'

const { database } = useContext()

test('a changed name stands in the gradebook, and nobody else is renamed', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [ada, bo] = [await makePerson(database, 'Ada'), await makePerson(database, 'Bo')]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
      [bo, 'learner'],
    ],
  })
  await changeOwnProfile(context(), ada, { displayName: '  Ada Lovelace ' })
  const { rows } = unpackGradebook(await getGradebook(context(), teacher, id))
  expect(rows.map(({ learner }) => learner.name).toSorted()).toEqual(['Ada Lovelace', 'Bo'])
})

test('the language is kept, and what is left out stays', async () => {
  const ada = await makePerson(database, 'Ada')
  await changeOwnProfile(context(), ada, { locale: 'zh' })
  expect(await findUser(database, ada.userId)).toMatchObject({ displayName: 'Ada', locale: 'zh' })
})

test.each([
  { displayName: '  ', code: 'invalid-input' },
  { displayName: 'a'.repeat(81), code: 'invalid-input' },
  { displayName: 'a\u0000b', code: 'improper-name' },
])('a name that is none is sent back: %j', async ({ code, ...profile }) => {
  const ada = await makePerson(database, 'Ada')
  await expect(changeOwnProfile(context(), ada, profile)).rejects.toMatchObject({
    code,
    details: { field: 'displayName' },
  })
  expect(await findUser(database, ada.userId)).toMatchObject({ displayName: 'Ada' })
})
