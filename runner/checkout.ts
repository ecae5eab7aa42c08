/** Where this checkout lies, and its course in it. */
import path from 'node:path'

export const checkout = path.resolve(import.meta.dirname, '..')
export const exercisesFolder = path.join(checkout, 'exercises')
export const lessonsFolder = path.join(checkout, 'lessons')
