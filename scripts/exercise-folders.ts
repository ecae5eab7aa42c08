/** Where the checkout keeps its course. */
import { join } from 'node:path'

export const projectFolder = join(import.meta.dirname, '..')
export const exercisesFolder = join(projectFolder, 'exercises')
export const lessonsFolder = join(projectFolder, 'lessons')
